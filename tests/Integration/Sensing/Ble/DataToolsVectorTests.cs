using System.Text.Json;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>Every vector of bluetooth-data-tools: real advertisements, and their truncations and glueings.</summary>
public class DataToolsVectorTests
{
    [Fact]
    public void EveryAdvertisementIsReadAsHomeAssistantReadsIt()
    {
        var count = 0;
        foreach (var vector in BleData.Vectors("Bluetooth-Devices_bluetooth-data-tools.jsonl"))
        {
            var view = AdvertisedView.Of(vector.Text("hex"));
            foreach (var expected in vector.GetProperty("expect").EnumerateObject())
            {
                Compare(vector.Text("source"), expected, view);
            }

            count++;
        }

        Assert.Equal(58, count);
    }

    private static void Compare(string source, JsonProperty expected, AdvertisedView view)
    {
        object ours = expected.Name switch
        {
            "local_name" => view.Name ?? "",
            "tx_power" => view.TxPower?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            "service_uuids" => string.Join(' ', view.Uuids.Select(AdvertisedView.Full).Order(StringComparer.Ordinal)),
            "service_data" => string.Join(' ', view.ServiceData.Select(data => $"{AdvertisedView.Full(data.Uuid)}={data.Data}").Order(StringComparer.Ordinal)),
            "manufacturer_data" => string.Join(' ', view.ManufacturerData.Select(data => $"{data.Company}={data.Data}").Order(StringComparer.Ordinal)),
            _ => "", // "tuple" repeats the others
        };
        var theirs = expected.Name == "tuple" ? "" : Flat(expected.Value);

        Assert.Equal($"{source} {expected.Name}: {theirs}", $"{source} {expected.Name}: {ours}");
    }

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(item => item.GetString()).Order(StringComparer.Ordinal)),
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(item => $"{item.Name}={item.Value.GetString()}").Order(StringComparer.Ordinal)),
        _ => value.ToString(),
    };
}
