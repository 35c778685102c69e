using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class AdvertisementReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("020106", "01:06")]
    [InlineData("0201060303AAFE", "01:06 03:AAFE")]
    [InlineData("0108", "08:")] // a type without data
    [InlineData("020005020106", "00:05 01:06")] // type 0 is reserved, not an end
    [InlineData("02010600000000", "01:06")] // padded to 31 bytes (Core Vol 3 Part C, section 11)
    [InlineData("0201060000020A04", "01:06 0A:04")] // a scan response glued behind the padding
    [InlineData("00", "")]
    public void WellFormedDataIsReadWholly(string hex, string expected)
    {
        var (structures, isTruncated) = Read(hex);

        Assert.Equal(expected, structures);
        Assert.False(isTruncated);
    }

    [Theory]
    [InlineData("02", "", 0)]
    [InlineData("0201", "", 0)]
    [InlineData("FF0000", "", 0)]
    [InlineData("0201061AFF4C000215", "01:06", 3)]
    [InlineData("02010600FF01", "01:06", 4)]
    [InlineData("0201060105FF", "01:06 05:", 5)]
    public void WhatStandsBeforeATruncatedStructureIsKept(string hex, string expected, int faultAt)
    {
        var (structures, isTruncated) = Read(hex);

        Assert.Equal(expected, structures);
        Assert.True(isTruncated);
        var reader = new AdvertisementReader(Convert.FromHexString(hex));
        while (reader.Read(out _))
        {
        }

        Assert.Equal(faultAt, reader.Position);
        Assert.False(reader.Read(out _));
    }

    private static (string Structures, bool IsTruncated) Read(string hex)
    {
        var reader = new AdvertisementReader(Convert.FromHexString(hex));
        var structures = new List<string>();
        while (reader.Read(out var structure))
        {
            structures.Add($"{structure.Type:X2}:{Convert.ToHexString(structure.Value)}");
        }

        return (string.Join(' ', structures), reader.IsTruncated);
    }
}
