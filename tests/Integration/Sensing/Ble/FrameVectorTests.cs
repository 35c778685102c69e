using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>Every vector of the iBeacon, Eddystone and manufacturer decoders of other projects: decoded as expected, or refused for a reason written here.</summary>
public class FrameVectorTests
{
    [Fact]
    public void IBeaconsAreReadAsIbeaconBleReadsThem()
    {
        var vectors = BleData.Vectors("Bluetooth-Devices_ibeacon-ble.jsonl").ToList();
        foreach (var vector in vectors)
        {
            var expected = vector.GetProperty("expect");
            var isIBeacon = !(expected.TryGetProperty("ibeacon", out var none) && none.ValueKind == JsonValueKind.Null);
            var frame = BeaconFrame.Of(Manufacturer(vector.GetProperty("company").GetInt32(), vector.Text("hex")));

            Assert.True(isIBeacon == (frame.Kind == FrameKind.IBeacon), vector.Text("source"));
            if (expected.TryGetProperty("major", out var major))
            {
                Assert.Equal(expected.Text("uuid"), new Guid(frame.AsIBeacon().Uuid, bigEndian: true).ToString());
                Assert.Equal(major.GetInt32(), frame.AsIBeacon().Major);
                Assert.Equal(expected.GetProperty("minor").GetInt32(), frame.AsIBeacon().Minor);
                Assert.Equal(expected.GetProperty("power").GetInt32(), frame.AsIBeacon().MeasuredPowerDbm);
            }
        }

        Assert.Equal(7, vectors.Count);
    }

    [Fact]
    public void ManufacturerDataIsAnIBeaconOrNothing()
    {
        var iBeacons = 0;
        foreach (var vector in BleData.Vectors("reelyactive_advlib-ble-manufacturers.jsonl").Where(vector => BleData.IsHex(vector.Text("hex"))))
        {
            // The sensors of 13 other manufacturers are not what identifies a customer, so their data stays a structure. MOKO's begins
            // with 02 15 as an iBeacon does, which only the company before it tells.
            var isIBeacon = vector.GetProperty("expect").Text("uri").EndsWith("/iBeacon/", StringComparison.Ordinal);
            var company = vector.Text("kind") is "apple" or "ibeacon" or "advlibblemanufacturers" ? 0x004C : 0x0A0A;
            var frame = BeaconFrame.Of(Manufacturer(company, vector.Text("hex")));

            Assert.True(frame.Kind == (isIBeacon ? FrameKind.IBeacon : FrameKind.None), vector.Text("source"));
            iBeacons += isIBeacon ? 1 : 0;
            if (isIBeacon)
            {
                var iBeacon = frame.AsIBeacon();
                Assert.Equal("00112233445566778899aabbccddeeff/0123/4567", $"{Convert.ToHexStringLower(iBeacon.Uuid)}/{iBeacon.Major:x4}/{iBeacon.Minor:x4}");
                Assert.Equal(-4, iBeacon.MeasuredPowerDbm);
            }
        }

        Assert.Equal(2, iBeacons);
    }

    [Fact]
    public void EddystoneIsReadAsAdvlibReadsIt()
    {
        var kinds = new List<string>();
        foreach (var vector in BleData.Vectors("reelyactive_advlib-ble-services.jsonl").Where(vector => vector.Text("kind").StartsWith("eddystone", StringComparison.Ordinal)))
        {
            var told = Tell(BeaconFrame.Of(Service(0xFEAA, vector.Text("hex"))));
            var expected = vector.Text("kind") switch
            {
                "eddystone-uid" => "uid -4 00112233445566778899/aabbccddeeff",
                "eddystone-url" => "url 0 https://getpareto.com",
                "eddystone-tlm" => "tlm 3000 21 69 60",
                "eddystone-etlm" => "etlm 112233445566778899aabbcc 5a17 c4ec",
                "eddystone-eid" => "eid -4 0011223344556677",
                _ => "None", // no data, and a frame type that does not exist
            };
            Assert.Equal(expected, told);
            kinds.Add(vector.Text("kind"));
        }

        Assert.Equal(7, kinds.Count);
    }

    [Fact]
    public void OtherServicesAreNoFrames()
    {
        // Exposure notifications, HPE, Minew, Wiliot, Find Hub and plain GATT values do not identify an enrolled customer.
        foreach (var vector in BleData.Vectors("reelyactive_advlib-ble-services.jsonl"))
        {
            if (vector.Text("kind") is "exposurenotification" or "hewlettpackardenterprise" or "minew" or "wiliot" or "gatt" && BleData.IsHex(vector.Text("hex")))
            {
                Assert.True(BeaconFrame.Of(Service(0xFD6F, vector.Text("hex"))).Kind == FrameKind.None, vector.Text("source"));
            }

            // Find Hub speaks under Eddystone's number, with frame types that Eddystone has not.
            if (vector.Text("kind") == "findhub")
            {
                Assert.Equal(FrameKind.None, BeaconFrame.Of(Service(0xFEAA, vector.Text("hex"))).Kind);
            }
        }
    }

    [Fact]
    public void EveryEphemeralIdIsRecognised()
    {
        // Whose it is, KeyVectorTests tells.
        var vectors = BleData.Vectors("eddystone_eid_vectors.jsonl").Where(vector => vector.Text("eid").Length > 0).ToList();
        foreach (var vector in vectors)
        {
            Assert.Equal($"eid -18 {vector.Text("eid")}", Tell(BeaconFrame.Of(Service(0xFEAA, $"30ee{vector.Text("eid")}"))));
        }

        Assert.NotEmpty(vectors);
    }

    private static AdStructure Manufacturer(int company, string hex) => Of(0xFF, company, hex);

    private static AdStructure Service(int uuid, string hex) => Of(0x16, uuid, hex);

    private static AdStructure Of(byte type, int owner, string hex)
    {
        var value = new byte[2 + (hex.Length / 2)];
        BinaryPrimitives.WriteUInt16LittleEndian(value, (ushort)owner);
        Convert.FromHexString(hex).CopyTo(value, 2);
        return new AdStructure(type, value);
    }

    private static string Tell(scoped in BeaconFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.EddystoneUid:
                var uid = frame.AsEddystoneUid();
                return $"uid {uid.TxPowerDbm} {Convert.ToHexStringLower(uid.Namespace)}/{Convert.ToHexStringLower(uid.Instance)}";
            case FrameKind.EddystoneUrl:
                var text = new byte[EddystoneUrlFrame.UrlBytesMax];
                return $"url {frame.AsEddystoneUrl().TxPowerDbm} {Encoding.ASCII.GetString(text, 0, frame.AsEddystoneUrl().WriteUrl(text))}";
            case FrameKind.EddystoneTlm:
                var tlm = frame.AsEddystoneTlm();
                return string.Create(CultureInfo.InvariantCulture, $"tlm {tlm.BatteryMillivolts} {tlm.TemperatureCelsius} {tlm.Advertisements} {tlm.UptimeSeconds}");
            case FrameKind.EddystoneEtlm:
                var etlm = frame.AsEddystoneEtlm();
                return $"etlm {Convert.ToHexStringLower(etlm.Encrypted)} {Convert.ToHexStringLower(etlm.Salt)} {Convert.ToHexStringLower(etlm.Mic)}";
            case FrameKind.EddystoneEid:
                return $"eid {frame.AsEddystoneEid().TxPowerDbm} {Convert.ToHexStringLower(frame.AsEddystoneEid().Eid)}";
            default:
                return frame.Kind.ToString();
        }
    }
}
