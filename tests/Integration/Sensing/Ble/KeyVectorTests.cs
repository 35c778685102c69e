using System.Globalization;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>Every vector of ephemeral ids and resolvable addresses, published and derived.</summary>
public class KeyVectorTests
{
    [Fact]
    public void EveryEphemeralIdIsThatOfItsKeyAndTime()
    {
        var (computed, agreements) = (0, 0);
        foreach (var vector in BleData.Vectors("eddystone_eid_vectors.jsonl"))
        {
            if (vector.Text("ik").Length == 0)
            {
                // The gateway gets identity keys; agreeing on them over ECDH is the work of whoever registers the beacon.
                Assert.NotEmpty(vector.Text("shared_secret"));
                agreements++;
                continue;
            }

            var exponent = vector.GetProperty("k").GetInt32();
            using var ids = new EphemeralId(new BeaconKey(BeaconKeyKind.Eid, "tag", Convert.FromHexString(vector.Text("ik"))) { RotationExponent = exponent });
            Assert.Equal(vector.Text("eid"), ids.Of(vector.GetProperty("ts").GetUInt32() >> exponent).ToString("x16", CultureInfo.InvariantCulture));
            computed++;
        }

        Assert.Equal((64, 1), (computed, agreements));
    }

    [Fact]
    public void EveryAddressIsResolvedOrRefusedAsExpected()
    {
        var count = 0;
        foreach (var vector in BleData.Vectors("rpa_irk_vectors.jsonl"))
        {
            using var key = new AesBlock(Convert.FromHexString(vector.Text("irk")));
            var address = BluetoothAddress.TryParse(vector.Text("address"))!.Value;
            Assert.True(
                vector.GetProperty("resolves").GetBoolean() == (AddressResolver.IsResolvable(address) && AddressResolver.Fits(key, address)),
                $"{vector.Text("irk")} {vector.Text("address")}");
            count++;
        }

        Assert.Equal(79, count);
    }
}
