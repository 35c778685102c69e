using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Unit.Sensing.Nfc;

/// <summary>Memory images written from NFC Forum Type 2 Tag 1.2, sections 2.3 and 6.1.</summary>
public sealed class TypeTwoTagTests
{
    [Theory]
    [InlineData("e1101200", 144)]
    [InlineData("e110ff00", 2040)]
    [InlineData("e1206d00", 0)] // another major version
    [InlineData("00000000", 0)]
    [InlineData("e110", 0)]
    public void CapabilityContainerGivesTheDataAreasSize(string hex, int bytes) =>
        Assert.Equal(bytes, TypeTwoTag.DataBytes(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("0303d00000fe", TlvSearch.Found, 2, 5)]
    [InlineData("0000000303d00000", TlvSearch.Found, 5, 8)] // null TLVs before it
    [InlineData("0103a010440303d00000", TlvSearch.Found, 7, 10)] // lock control TLV before it
    [InlineData("03ff0003d00000", TlvSearch.Found, 4, 7)] // three-byte length
    [InlineData("0300fe", TlvSearch.Found, 2, 2)] // blank
    public void MessageIsFoundAmongTheTlvs(string hex, TlvSearch search, int start, int end)
    {
        Assert.Equal(search, TypeTwoTag.FindMessage(Convert.FromHexString(hex), out var message, out _));
        Assert.Equal(start..end, message);
    }

    [Theory]
    [InlineData("fe", TlvSearch.None, 0)]
    [InlineData("fe0303d00000", TlvSearch.None, 0)]
    [InlineData("0310d1", TlvSearch.NeedsMore, 18)]
    [InlineData("03ff", TlvSearch.NeedsMore, 4)]
    [InlineData("03ffff00", TlvSearch.NeedsMore, 0xff04)]
    [InlineData("00000000", TlvSearch.NeedsMore, 8)]
    [InlineData("01ff", TlvSearch.NeedsMore, 4)]
    public void WhatIsMissingIsSaid(string hex, TlvSearch search, int needed)
    {
        Assert.Equal(search, TypeTwoTag.FindMessage(Convert.FromHexString(hex), out _, out var bytes));
        Assert.Equal(needed, bytes);
    }

    [Fact]
    public void AnyMemoryEndsTheSearch()
    {
        var random = new Random(21);
        for (var i = 0; i < 20_000; i++)
        {
            var data = new byte[random.Next(64)];
            random.NextBytes(data);
            var search = TypeTwoTag.FindMessage(data, out var message, out var needed);
            Assert.True(search != TlvSearch.Found || message.End.Value <= data.Length);
            Assert.True(search != TlvSearch.NeedsMore || needed > data.Length, "a search that needs no more than it has never ends");
        }
    }
}
