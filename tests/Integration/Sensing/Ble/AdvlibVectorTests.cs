using System.Text.Json;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>The vectors of advlib-ble at the layers a host sees. Link-layer PDUs and headers are taken off by the controller and have no reader here.</summary>
public class AdvlibVectorTests
{
    [Fact]
    public void AdvertisingDataIsReadAsAdvlibReadsIt()
    {
        var compared = 0;
        foreach (var vector in BleData.Vectors("reelyactive_advlib-ble.jsonl"))
        {
            var hex = vector.Text("hex");
            if (!vector.Text("layer").StartsWith("ad", StringComparison.Ordinal) || hex.Length == 0)
            {
                continue;
            }

            var view = AdvertisedView.Of(hex);
            var expected = vector.GetProperty("expect");
            Assert.True((expected.ValueKind == JsonValueKind.Null) == view.IsTruncated, vector.Text("source"));
            compared += expected.ValueKind == JsonValueKind.Null ? 1 : expected.EnumerateObject().Count(property => IsCompared(property, view));
        }

        Assert.Equal(17, compared);
    }

    private static bool IsCompared(JsonProperty expected, AdvertisedView view)
    {
        switch (expected.Name)
        {
            case "uuids":
                Assert.Equal(expected.Value.EnumerateArray().Select(uuid => uuid.GetString()), view.Uuids);
                return true;
            case "name":
                Assert.Equal(expected.Value.GetString(), view.Name);
                return true;
            case "txPower":
                Assert.Equal(expected.Value.GetInt32(), view.TxPower);
                return true;
            case "serviceData":
                Assert.Equal(expected.Value.EnumerateArray().Select(data => (data.Text("uuid"), data.Text("data"))), view.ServiceData);
                return true;
            case "manufacturerSpecificData":
                Assert.Equal(expected.Value.EnumerateArray().Select(data => (data.GetProperty("companyCode").GetInt32(), data.Text("data"))), view.ManufacturerData);
                return true;
            default:
                // Flags, appearance and URI are structures with their bytes, which nobody downstream interprets; the library options are advlib's own.
                return false;
        }
    }
}
