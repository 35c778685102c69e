using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>The modes against the examples of their specifications.</summary>
public class AesTests
{
    // bthome.io/encryption, the example: temperature 25.06 and humidity 50.55. The other two are made from its nonce with the tools of
    // python-cryptography, one of them longer than a block.
    [Theory]
    [InlineData("00112233", "A47266C95F73", "78237214", "02CA0903BF13")]
    [InlineData("01112233", "16A673DED4", "71558A2A", "015D02CA09")]
    [InlineData("02112233", "2D19463632A19D932BDBFC34D75F40AC2BBD3F97", "A9171747", "015D02CA09015D02CA09015D02CA09015D02CA09")]
    public void CcmIsReadAndAnythingElseRefused(string counter, string encrypted, string tag, string expected)
    {
        using var key = new AesBlock(Convert.FromHexString("231d39c1d7cc1ab1aee224cd096db932"));
        var nonce = Convert.FromHexString("5448E68F80A5" + "D2FC" + "41" + counter);
        var secret = Convert.FromHexString(encrypted);
        var message = new byte[secret.Length];

        Assert.True(AesCcmTag4.TryDecrypt(key, nonce, secret, Convert.FromHexString(tag), message));
        Assert.Equal(expected, Convert.ToHexString(message));

        secret[^1] ^= 1;
        Assert.False(AesCcmTag4.TryDecrypt(key, nonce, secret, Convert.FromHexString(tag), message));
        Assert.All(message, octet => Assert.Equal(0, octet));
    }

    // Computed with CMAC and CTR of python-cryptography, put together as the EAX paper says, after reproducing the paper's own vector.
    [Fact]
    public void EaxIsReadAndAnythingElseRefused()
    {
        using var key = new AesBlock(Convert.FromHexString("000102030405060708090a0b0c0d0e0f"));
        var nonce = Convert.FromHexString("00010400" + "C417");
        var secret = Convert.FromHexString("D07DC540570F083B0EEB6293");
        var message = new byte[12];

        Assert.True(AesEaxTag2.TryDecrypt(key, nonce, secret, [0xCE, 0xE3], message));
        Assert.Equal("0BB815800000004500000258", Convert.ToHexString(message));

        Assert.False(AesEaxTag2.TryDecrypt(key, nonce, secret, [0xCE, 0xE2], message));
        Assert.All(message, octet => Assert.Equal(0, octet));
    }
}
