using System.Security.Cryptography.X509Certificates;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>TLS with a chain's own authority, client certificates and a machine whose clock is wrong, against mosquitto.</summary>
public sealed class ClientTlsTests : IDisposable
{
    private const string Config =
        "allow_anonymous true\ncafile {folder}/authority.pem\ncertfile {folder}/server.pem\nkeyfile {folder}/server.key\nrequire_certificate true";

    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _server;
    private readonly X509Certificate2 _own;

    public ClientTlsTests()
    {
        _server = _authority.Issue("localhost", until: TestAuthority.Start.AddDays(10));
        _own = _authority.Issue("gw-1");
    }

    private static DateTimeOffset WhileValid => TestAuthority.Start.AddDays(5);

    public void Dispose()
    {
        _server.Dispose();
        _own.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task BothSidesProveThemselvesAndTenThousandMessagesPass()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, _authority.Files(_server));
        var (client, owner, answer) = await ConnectAsync(mosquitto);
        Assert.True(answer.IsAccepted, answer.Explanation);
        for (var tag = 0; tag < 10_000; tag++)
            await client.PublishAsync("a", new byte[300], QualityOfService.AtLeastOnce, retain: false, tag, CancellationToken.None);
        for (var tag = 0; tag < 10_000; tag++) Assert.Equal(tag, (await owner.NextPublishedAsync()).Tag);

        await client.DisposeAsync();
        Assert.Equal(ReasonCode.Success, Assert.Single(owner.Disconnections).Reason);
    }

    [Fact]
    public async Task AnExpiredCertificateIsNamedTogetherWithTheTime()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, _authority.Files(_server));
        var (_, _, answer) = await ConnectAsync(mosquitto, options => options with { CertificateTime = TestAuthority.Start.AddDays(20) });

        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.Contains("CN=localhost) is not trusted", answer.Explanation, StringComparison.Ordinal);
        Assert.Contains(
            "CN=localhost has expired on 2026-01-11 00:00:00Z (checked against 2026-01-21 00:00:00Z); it has to be renewed", answer.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACertificateOfTheFutureMeansThatOurClockIsWrong()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, _authority.Files(_server));
        var (_, _, answer) = await ConnectAsync(mosquitto, options => options with { CertificateTime = DateTimeOffset.UnixEpoch });

        Assert.Contains(
            "is not valid before 2026-01-01 00:00:00Z (checked against 1970-01-01 00:00:00Z); is this machine's clock right?", answer.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AForeignAuthorityIsNotTrusted()
    {
        using var foreign = new TestAuthority();
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, _authority.Files(_server));
        var (_, _, answer) = await ConnectAsync(mosquitto, options => options with { Authorities = foreign.Collection });

        Assert.Matches("^TLS with mqtts://localhost:[0-9]+ failed: the broker's certificate .* is not trusted: it comes from an authority", answer.Explanation);
    }

    [Fact]
    public async Task AnotherNameIsNotTrusted()
    {
        using var other = _authority.Issue("another-host");
        var files = _authority.Files(other);
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, files);
        var (_, _, answer) = await ConnectAsync(mosquitto);

        Assert.Contains("is not for the name localhost", answer.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingClientCertificateIsGuessed()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, _authority.Files(_server));
        var (_, _, answer) = await ConnectAsync(mosquitto, options => options with { ClientCertificate = null });

        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.Contains("it may want a client certificate", answer.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainTcpAtATlsPortEndsWithASentence()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync(Config, _authority.Files(_server));
        var (_, _, answer) = await mosquitto.ConnectAsync("gw-1");

        Assert.Equal(ReasonCode.ServerUnavailable, answer.Reason);
        Assert.NotEmpty(answer.Explanation);
    }

    private Task<(MqttClient Client, RecordingReceiver Owner, MqttConnection Answer)> ConnectAsync(
        MosquittoBroker mosquitto, Func<MqttClientOptions, MqttClientOptions>? change = null) =>
        mosquitto.ConnectAsync("gw-1", options =>
        {
            var secured = options with
            {
                Server = new Uri($"mqtts://localhost:{mosquitto.Port}"),
                Authorities = _authority.Collection,
                ClientCertificate = _own,
                CertificateTime = WhileValid,
            };
            return change?.Invoke(secured) ?? secured;
        });
}
