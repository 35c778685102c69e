using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Events;

public class PseudonymTests
{
    [Fact]
    public void IsTheFirstHalfOfTheHmac()
    {
        // printf 'nfc-uid:04112233' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102030405060708090a0b0c0d0e0f
        Assert.Equal("11ab1462e7fe5f8abb76ffeb122e59ef", Pseudonym.Of(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"), "nfc-uid", "04112233"));
    }

    [Fact]
    public void KindAndValueBothMatter()
    {
        var key = new byte[16];

        Assert.NotEqual(Pseudonym.Of(key, "code", "29"), Pseudonym.Of(key, "ndef-text", "29"));
        Assert.NotEqual(Pseudonym.Of(key, "code", "29"), Pseudonym.Of(key, "code", "30"));
    }

    [Theory]
    [InlineData("000102030405060708090A0B0C0D0E0F")]
    [InlineData("  000102030405060708090a0b0c0d0e0f\n")]
    [InlineData("AAECAwQFBgcICQoLDA0ODw==")]
    public void AKeyIsReadFromHexAndFromBase64(string text)
    {
        Assert.True(Pseudonym.TryReadKey(text, out var key, out var problem), problem);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (byte)i), key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret!")]
    [InlineData("0001020304")]
    [InlineData("00010203040506070809 0a0b0c0d0e0f")]
    public void ABadKeyIsRefusedWithARemedyAndIsNotRepeated(string text)
    {
        Assert.False(Pseudonym.TryReadKey(text, out var key, out var problem));
        Assert.Empty(key);
        Assert.Contains("openssl rand -hex 32", problem, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !problem.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void AHugeKeyIsRefused()
    {
        Assert.False(Pseudonym.TryReadKey(Encoding.ASCII.GetString(new byte[1_000_000]), out _, out _));
        Assert.False(Pseudonym.TryReadKey(new string('a', 1_000_000), out _, out var problem));
        Assert.Contains("more than 64 bytes", problem, StringComparison.Ordinal);
    }
}
