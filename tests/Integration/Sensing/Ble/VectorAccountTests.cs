using System.Text.Json;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>
/// The account of all vectors: each is compared by a test named here, or stands aside for the reason written here. A vector that
/// nobody has decided on fails. `dotnet test tests/Integration --filter VectorAccount --logger "console;verbosity=detailed"` prints it.
/// </summary>
public class VectorAccountTests
{
    private const string NoBytes = "asks what a JavaScript function does with null or with something that is no hex: there are no bytes to decode";
    private const string Controller = "the controller takes the link layer's header off; a host never sees it";
    private const string Gatt = "a value that is read over a connection, and the gateway never connects";
    private const string NotWho = "says what its maker's device measures, not who is there; it stays a structure with its bytes";

    [Fact]
    public void EveryVectorIsDecided()
    {
        var account = new SortedDictionary<(string File, string Kind, string Decision), int>();
        var undecided = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(BleData.PathOf("rpa_irk_vectors.jsonl"))!, "*.jsonl"))
        {
            var file = Path.GetFileName(path);
            foreach (var vector in BleData.Vectors(file))
            {
                if (Decide(file, vector) is { } decision)
                {
                    var row = (file, vector.Text("kind"), decision);
                    account[row] = account.GetValueOrDefault(row) + 1;
                }
                else
                {
                    undecided.Add($"{file}: {vector.Text("source")}");
                }
            }
        }

        foreach (var ((file, kind, decision), count) in account)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{count,4}  {file} {kind}: {decision}");
        }

        var compared = account.Where(row => row.Key.Decision.EndsWith("Tests", StringComparison.Ordinal)).Sum(row => row.Value);
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} compared, {account.Values.Sum() - compared} aside with a reason, {undecided.Count} undecided");
        Assert.Empty(undecided);
        Assert.Equal(592, account.Values.Sum());
    }

    private static string? Decide(string file, JsonElement vector) => file switch
    {
        "eddystone_eid_vectors.jsonl" => vector.Text("ik").Length > 0
            ? nameof(KeyVectorTests)
            : "agreeing on a key over ECDH is the work of whoever registers the beacon; the gateway is given the key",
        "rpa_irk_vectors.jsonl" => nameof(KeyVectorTests),
        "Bluetooth-Devices_bluetooth-data-tools.jsonl" => nameof(DataToolsVectorTests),
        "Bluetooth-Devices_ibeacon-ble.jsonl" => nameof(FrameVectorTests),
        "Bluetooth-Devices_bthome-ble.jsonl" => vector.Text("kind") == "bthome-v1"
            ? "BTHome version 1 was given up by its authors in 2022; its service number is no longer read"
            : nameof(BtHomeVectorTests),
        _ when vector.Text("hex") is var hex && (hex.Length == 0 || !BleData.IsHex(hex)) => NoBytes,
        "reelyactive_advlib-ble.jsonl" => vector.Text("layer").StartsWith("ad", StringComparison.Ordinal) ? nameof(AdvlibVectorTests) : Controller,
        "reelyactive_advlib-ble-gatt.jsonl" => Gatt,
        "reelyactive_advlib-ble-manufacturers.jsonl" => vector.Text("kind") is "ibeacon" or "apple" or "advlibblemanufacturers"
            ? nameof(FrameVectorTests)
            : $"{NotWho} ({nameof(FrameVectorTests)} checks that it is taken for nothing else)",
        "reelyactive_advlib-ble-services.jsonl" => vector.Text("kind") switch
        {
            "bthome" => nameof(BtHomeVectorTests),
            "advlibbleservices" => NotWho,
            var kind when kind.StartsWith("eddystone", StringComparison.Ordinal) => nameof(FrameVectorTests),
            "gatt" or "minew" or "wiliot" or "exposurenotification" or "hewlettpackardenterprise" or "findhub" =>
                $"{NotWho} ({nameof(FrameVectorTests)} checks that it is taken for nothing else)",
            _ => null,
        },
        _ => null,
    };
}
