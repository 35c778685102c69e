using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class UplinkOptionsTests
{
    [Fact]
    public void EveryProblemIsNamedWithItsKeyAndRemedy()
    {
        var problems = new UplinkOptions
        {
            Servers = [new Uri("http://hub.example"), new Uri("mqtt://user:secret@hub.example")],
            Store = "Berlin 1",
            Gateway = "gw-1",
            PasswordFile = "/nowhere/password",
            CertificateFile = "/nowhere/cert.pem",
            Window = 0,
            RetryMin = TimeSpan.FromHours(2),
        }.Problems().ToList();

        foreach (var key in (string[])["servers: http", "servers: hub.example", "store", "passwordFile", "certificateFile and", "certificateFile:", "window", "retryMin"])
        {
            Assert.Single(problems, problem => problem.StartsWith($"uplink.{key}", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(problems, problem => problem.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void TheDefaultsOnlyLackNamesAndServer()
    {
        Assert.Empty(new UplinkOptions { Servers = [new Uri("mqtt://hub.example")], Store = "berlin-1", Gateway = "gw-1" }.Problems());
        Assert.Equal(3, new UplinkOptions().Problems().Count());
    }

    [Theory]
    [InlineData("mqtt://0.0.0.0:1883")]
    [InlineData("mqtts://[::]")]
    public void AnAddressToListenOnIsNoBroker(string server) => Assert.Contains(
        "is what a broker listens on",
        Assert.Single(new UplinkOptions { Servers = [new Uri(server)], Store = "berlin-1", Gateway = "gw-1" }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void ACredentialThatSystemdPutsThereLaterIsNotMissed() => Assert.Empty(new UplinkOptions
    {
        Servers = [new Uri("mqtts://hub.example")],
        Store = "berlin-1",
        Gateway = "gw-1",
        PasswordFile = "/run/credentials/edge-gateway.service/mqtt",
    }.Problems());
}
