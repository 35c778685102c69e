using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class PasswordTests
{
    private static readonly string Hash = MqttPasswordHash.Create("secret"u8, iterations: 10);

    [Fact]
    public void OnlyTheRightPasswordMatches()
    {
        Assert.True(MqttPasswordHash.Matches("secret"u8, Hash));
        Assert.False(MqttPasswordHash.Matches("Secret"u8, Hash));
        Assert.False(MqttPasswordHash.Matches(""u8, Hash));
        Assert.DoesNotContain("secret", Hash, StringComparison.Ordinal);
    }

    // PBKDF2-HMAC-SHA-512 computed with OpenSSL: openssl kdf -keylen 64 -kdfopt digest:SHA512 -kdfopt pass:password -kdfopt salt:salt -kdfopt iter:1 PBKDF2
    [Fact]
    public void AHashMadeElsewhereMatches() => Assert.True(MqttPasswordHash.Matches(
        "password"u8,
        "$pbkdf2-sha512$i=1$c2FsdA==$" + Convert.ToBase64String(Convert.FromHexString(
            "867F70CF1ADE02CFF3752599A3A53DC4AF34C7A669815AE5D513554E1C8CF252C02D470A285A0501BAD999BFE943C08F050235D7D68B1DA55E63F73B60A57FCE"))));

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("$pbkdf2-sha512$i=0$c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("$pbkdf2-sha512$i=99999999$c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("$pbkdf2-sha512$i=10$$AAAA")]
    [InlineData("$pbkdf2-sha512$i=10$!!$AAAA")]
    public void WhatIsNoHashMatchesNothing(string text)
    {
        Assert.False(MqttPasswordHash.IsWellFormed(text));
        Assert.False(MqttPasswordHash.Matches("secret"u8, text));
    }

    [Theory]
    [InlineData("anna", "secret", ReasonCode.Success)]
    [InlineData("anna", "wrong", ReasonCode.BadUserNameOrPassword)]
    [InlineData("nobody", "secret", ReasonCode.BadUserNameOrPassword)]
    [InlineData(null, "", ReasonCode.NotAuthorized)]
    public async Task ThePasswordDecides(string? name, string password, ReasonCode expected)
    {
        using var authenticator = new Authenticator(new MqttListenerOptions { Users = [new MqttUser { Name = "anna", PasswordHash = Hash }] });
        for (var time = 0; time < 2; time++)
        {
            // The second time comes from memory and must say the same.
            var (rights, reason) = await authenticator.CheckAsync(Request(name, password), TestContext.Current.CancellationToken);
            Assert.Equal(expected, reason);
            Assert.Equal(expected == ReasonCode.Success, rights is not null);
        }
    }

    [Fact]
    public async Task ARightPasswordDoesNotMakeAWrongOneRight()
    {
        using var authenticator = new Authenticator(new MqttListenerOptions { Users = [new MqttUser { Name = "anna", PasswordHash = Hash }] });
        await authenticator.CheckAsync(Request("anna", "secret"), TestContext.Current.CancellationToken);

        Assert.Null((await authenticator.CheckAsync(Request("anna", "wrong"), TestContext.Current.CancellationToken)).Rights);
    }

    private static ConnectRequest Request(string? name, string password) =>
        new() { Version = ProtocolVersion.V5, ClientId = "c", UserName = name, Password = Encoding.UTF8.GetBytes(password) };
}
