using System.Net;
using EdgeGateway.Tests.Integration.Mqtt.Client;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>Every way to be refused has its own sentence, which is what `edgectl status` shows.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("20 03 00 86 00", "uplink.userName and uplink.passwordFile", "next try in 300 s")]
    [InlineData("20 03 00 87 00", "let this user connect, publish edge/v1/{store}/{gateway}/#", "next try in 300 s")]
    [InlineData("20 03 00 85 00", "set uplink.clientId", "next try in 300 s")]
    [InlineData("20 03 00 8A 00", "has banned this client", "next try in 300 s")]
    [InlineData("20 03 00 84 00", "must speak MQTT 5", "next try in 300 s")]
    [InlineData("20 03 00 97 00", "the broker has too many clients", "next try in")]
    [InlineData("20 03 00 9F 00", "the broker has too many clients", "next try in")]
    [InlineData("20 03 00 95 00", "raise the broker's maximum packet size", "next try in")]
    [InlineData("20 03 00 89 00", "it is busy or starting", "next try in")]
    [InlineData("20 0A 00 9C 07 1C 00 04 68 75 62 32", "it names hub2", "next try at hub2")]
    [InlineData("20 0A 00 9D 07 1C 00 04 68 75 62 32", "it names hub2", "next try at hub2")]
    [InlineData("20 03 00 9D 00", "another server, which it does not name", "next try in")]
    public async Task ARefusedConnectIsOneSentence(string connack, string why, string then)
    {
        using var broker = new ScriptedBroker();
        await using var gateway = new RunningUplink(RunningUplink.To($"{broker.Options.Server}"));
        await broker.AcceptAsync(connack);
        var sentence = await gateway.SentenceAsync("No connection to 127.0.0.1");

        Assert.Contains(why, sentence, StringComparison.Ordinal);
        Assert.Contains(then, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E0 02 8E 00", "another client uses the same client id", "next try in 300 s")]
    [InlineData("E0 02 8D 00", "the line is dead or too slow", "next try in")]
    [InlineData("E0 02 97 00", "the broker has too many clients", "next try in")]
    [InlineData("E0 02 8B 00", "ServerShuttingDown", "next try in")]
    [InlineData("E0 02 98 00", "AdministrativeAction", "next try in")]
    [InlineData("E0 09 9D 07 1C 00 04 68 75 62 32", "it names hub2", "next try at hub2")]
    public async Task ABrokerThatEndsTheConnectionIsOneSentence(string disconnect, string why, string then)
    {
        using var broker = new ScriptedBroker();
        await using var gateway = new RunningUplink(RunningUplink.To($"{broker.Options.Server}"));
        await broker.AcceptAsync(ScriptedBroker.Connack);
        await gateway.SentenceAsync("Connected to");
        await broker.SendAsync(disconnect);
        var sentence = await gateway.SentenceAsync("No connection to 127.0.0.1");

        Assert.Contains(why, sentence, StringComparison.Ordinal);
        Assert.Contains(then, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mqtt://no-such-broker.invalid", "DNS does not know no-such-broker.invalid")]
    [InlineData("mqtt://[2001:db8::1]", "there is no route")]
    public async Task ABrokerThatCannotBeReachedIsOneSentence(string server, string why)
    {
        await using var gateway = new RunningUplink(RunningUplink.To(server));
        Assert.Contains(why, await gateway.SentenceAsync("No connection to"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyAtThePortIsOneSentence()
    {
        await using var gateway = new RunningUplink(RunningUplink.To($"mqtt://{IPAddress.Loopback}:{MosquittoBroker.FreePort()}"));
        Assert.Contains("nothing listens on that port", await gateway.SentenceAsync("No connection to"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokerThatFallsSilentIsOneSentence()
    {
        using var broker = new ScriptedBroker();
        await using var gateway = new RunningUplink(RunningUplink.To($"{broker.Options.Server}") with { KeepAlive = TimeSpan.FromSeconds(1) });
        await broker.AcceptAsync(ScriptedBroker.Connack);
        var sentence = await gateway.SentenceAsync("did not answer a ping");

        Assert.Contains("check the network, or raise uplink.keepAlive", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x97, "The broker wants fewer events (QuotaExceeded)")]
    [InlineData(0x87, "The broker does not let us publish; let this user publish")]
    [InlineData(0x83, "The broker answers ImplementationSpecificError to door.crossed")]
    public async Task ARefusedEventWaitsAndTheStatusSaysWhy(byte reason, string why)
    {
        using var broker = new ScriptedBroker();
        await using var gateway = new RunningUplink(RunningUplink.To($"{broker.Options.Server}") with { RemoveOn = EdgeGateway.Uplink.RemovePolicy.Broker }, 1);
        await broker.AcceptAsync(ScriptedBroker.Connack);
        await AnswerUntilEventAsync(broker, reason);
        await gateway.UntilAsync(() => gateway.Pump.Status.Hindrance.Length > 0, "a pause");

        Assert.StartsWith(why, gateway.Pump.Status.Hindrance, StringComparison.Ordinal);
        Assert.True(gateway.Pump.Status.Connected);
    }

    // mosquitto 2.0.11 hangs up without a DISCONNECT; brokers that send one are in the table above.
    [Fact]
    public async Task ATakenSessionIsGuessedWhereTheBrokerDoesNotSaySo()
    {
        await using var mosquitto = await MosquittoBroker.StartAsync();
        await using var gateway = new RunningUplink(RunningUplink.To($"mqtt://127.0.0.1:{mosquitto.Port}"));
        await gateway.SentenceAsync("Connected to");
        await using var other = (await mosquitto.ConnectAsync("berlin-1-gw-1")).Client;

        Assert.Contains("No connection to 127.0.0.1", await gateway.SentenceAsync("does another client use the same client id?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventWithoutPubackGoesAgainUnderItsIdentifierWithDup()
    {
        using var broker = new ScriptedBroker();
        await using var gateway = new RunningUplink(RunningUplink.To($"{broker.Options.Server}") with { RemoveOn = EdgeGateway.Uplink.RemovePolicy.Broker }, 1);
        await broker.AcceptAsync(ScriptedBroker.Connack);
        var first = await AnswerUntilEventAsync(broker, reason: null);
        broker.Hangup();
        await broker.AcceptAsync(ScriptedBroker.ConnackWithSession);
        var second = await AnswerUntilEventAsync(broker, reason: null);

        Assert.Equal("32", first[..2]);
        Assert.Equal("3A" + first[2..], second);
    }

    // SUBSCRIBE and what is not an event is acknowledged; the first event as told. Returns the event's packet.
    private static async Task<string> AnswerUntilEventAsync(ScriptedBroker broker, byte? reason)
    {
        while (true)
        {
            var (type, hex) = await broker.ReadAsync();
            var isEvent = hex.Contains(Convert.ToHexString("/event/"u8), StringComparison.Ordinal);
            if (type == EdgeGateway.Mqtt.Packets.PacketType.Subscribe)
            {
                await broker.SendAsync($"90 04 {hex[4..8]} 00 01");
                continue;
            }

            var bytes = Convert.FromHexString(hex);
            var start = bytes[1] < 0x80 ? 2 : bytes[2] < 0x80 ? 3 : 4;
            var id = start + 2 + ((bytes[start] << 8) | bytes[start + 1]);
            if (!isEvent || reason is not null)
            {
                await broker.SendAsync(isEvent ? $"40 03 {bytes[id]:X2}{bytes[id + 1]:X2} {reason:X2}" : $"40 02 {bytes[id]:X2}{bytes[id + 1]:X2}");
            }

            if (isEvent)
            {
                return hex;
            }
        }
    }
}
