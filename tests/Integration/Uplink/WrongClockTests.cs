using System.Security.Cryptography.X509Certificates;
using EdgeGateway.Daemon.Clock;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Tests.Integration.Mqtt.Client;
using EdgeGateway.Tests.Integration.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>A gateway that woke up in 1970, a mosquitto with a certificate of 2026, and the file that remembers the time.</summary>
public sealed class WrongClockTests : IDisposable
{
    private static readonly DateTimeOffset Release = TestAuthority.Start.AddDays(30);

    private readonly TestAuthority authority = new();
    private readonly TemporaryFolder folder = new();
    private readonly SimulatedClock clock = new(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(20)) { IsSynchronised = false };

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task TheReleaseDateIsLateEnoughForACertificateOfBefore()
    {
        var book = new ClockBook(clock, ClockMemory.Nothing, Release);
        await using var mosquitto = await StartAsync(TestAuthority.End);
        await using var gateway = Connect(mosquitto, new UplinkTimes(book.Began, book.CertificateTime));

        await gateway.SentenceAsync("Connected to localhost");
    }

    [Fact]
    public async Task WithoutAFloorTheSentenceSpeaksOfTheClock()
    {
        await using var mosquitto = await StartAsync(TestAuthority.End);
        await using var gateway = Connect(mosquitto, new UplinkTimes(_ => null, () => clock.UtcNow));
        var sentence = await gateway.SentenceAsync("No connection to localhost");

        Assert.Contains("is not valid before 2026-01-01 00:00:00Z (checked against 1970-01-01 00:00:00Z); is this machine's clock right?", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheRememberedTimeOutlivesTheRebootAndAnExpiredCertificateStaysExpired()
    {
        var file = new ClockFile(folder.Of("clock.json"));
        var before = new ClockBook(new SimulatedClock(Release.AddDays(100), TimeSpan.FromSeconds(20)), file.Load(out _), Release);
        Assert.True(before.Look(atEnd: true));
        Assert.Equal("", file.Save(before.Memory));

        var after = new ClockBook(clock, file.Load(out var problem), Release);
        Assert.Equal(("", Release.AddDays(100)), (problem, after.CertificateTime()));
        await using var mosquitto = await StartAsync(Release.AddDays(60));
        await using var gateway = Connect(mosquitto, new UplinkTimes(after.Began, after.CertificateTime));
        Assert.Contains("has expired on", await gateway.SentenceAsync("No connection to localhost"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("{\"floor\":\"2026-11-22T09:00:00+00:00\"}")]
    [InlineData("{\"floor\":\"2026-11-22T09:00:00+00:00\",\"boots\":[null]}")]
    [InlineData("{\"floor\":\"2026-11-22T09:00:00+00:00\",\"boots\":[{\"boot\":\"5ec0de00-0000-4000-8000-000000000001\",\"began\":\"9999-01-01T00:00:00Z\"}]}")]
    public void ADamagedFileIsSaidAndNoObstacle(string content)
    {
        var file = new ClockFile(folder.Of("clock.json"));
        File.WriteAllText(folder.Of("clock.json"), content);

        Assert.Same(ClockMemory.Nothing, file.Load(out var problem));
        Assert.Contains("clock.json", problem, StringComparison.Ordinal);
        Assert.Equal("", file.Save(new ClockMemory(Release, [])));
        Assert.Equal(Release, file.Load(out problem).Floor);
        Assert.Equal("", problem);
    }

    [Fact]
    public void AFolderThatCannotBeWrittenIsSaid() =>
        Assert.Contains("After a reboot the time of day is unknown", new ClockFile(folder.Of("missing/clock.json")).Save(ClockMemory.Nothing), StringComparison.Ordinal);

    private async Task<MosquittoBroker> StartAsync(DateTimeOffset until)
    {
        using var server = authority.Issue("localhost", until);
        await File.WriteAllTextAsync(folder.Of("authority.pem"), authority.Certificate.ExportCertificatePem());
        return await MosquittoBroker.StartAsync(
            "allow_anonymous true\ncertfile {folder}/server.pem\nkeyfile {folder}/server.key", authority.Files(server));
    }

    private RunningUplink Connect(MosquittoBroker mosquitto, UplinkTimes times) => new(
        RunningUplink.To($"mqtts://localhost:{mosquitto.Port}") with { AuthorityFile = folder.Of("authority.pem") }, times: times);
}
