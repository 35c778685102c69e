using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

/// <summary>Bytes put together by hand from the specifications' tables.</summary>
public class AdvertisementDataTests
{
    [Fact]
    public void IBeacon() => // Proximity Beacon Specification R1, 3.1
        Assert.Equal(
            "020106" + "1AFF4C000215" + "E2C56DB5DFFB48D2B060D0F5A71096E0" + "0001" + "02FF" + "C5",
            Hex(AdvertisementData.IBeacon(Guid.Parse("e2c56db5-dffb-48d2-b060-d0f5a71096e0"), 1, 0x02FF, -59)));

    [Fact]
    public void AltBeacon() => // AltBeacon 1.0: length 1B, company little-endian, code BEAC big-endian
        Assert.Equal(
            "020106" + "1BFF1801BEAC" + "000102030405060708090A0B0C0D0E0F10111213" + "C5" + "2A",
            Hex(AdvertisementData.AltBeacon(0x0118, [.. Enumerable.Range(0, 20).Select(i => (byte)i)], -59, 0x2A)));

    [Fact]
    public void EddystoneUid() =>
        Assert.Equal(
            "020106" + "0303AAFE" + "1716AAFE" + "00EE" + "00010203040506070809" + "0A0B0C0D0E0F" + "0000",
            Hex(AdvertisementData.EddystoneUid([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [10, 11, 12, 13, 14, 15], -18)));

    [Theory]
    [InlineData("https://www.example.com/a", "01" + "6578616D706C65" + "00" + "61")]
    [InlineData("http://example.org", "02" + "6578616D706C65" + "08")]
    public void EddystoneUrlIsShortened(string url, string encoded) =>
        Assert.Equal(
            "020106" + "0303AAFE" + $"{5 + (encoded.Length / 2):X2}16AAFE" + "10EE" + encoded, Hex(AdvertisementData.EddystoneUrl(url, -18)));

    [Fact]
    public void EddystoneTlm() => // 3000 mV, 22.5 °C as 8.8 fixed point, 1000 advertisements, 100.5 s in tenths
        Assert.Equal(
            "020106" + "0303AAFE" + "1116AAFE" + "2000" + "0BB8" + "1680" + "000003E8" + "000003ED",
            Hex(AdvertisementData.EddystoneTlm(3000, 22.5, 1000, TimeSpan.FromSeconds(100.5))));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
