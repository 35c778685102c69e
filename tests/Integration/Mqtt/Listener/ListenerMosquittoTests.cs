using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>The embedded broker against Debian's mosquitto_pub and mosquitto_sub, in both versions of the protocol.</summary>
public class ListenerMosquittoTests
{
    [Theory]
    [InlineData("mqttv5", "mqttv5")]
    [InlineData("mqttv311", "mqttv311")]
    [InlineData("mqttv311", "mqttv5")]
    public async Task EveryQosArrivesThroughWildcards(string from, string to)
    {
        await using var broker = await RunningListener.StartAsync();
        await using var sub = broker.Sub(to, "-t", "a/+/c/#", "-q", "2", "-C", "3", "-F", "%t %q %p");
        await broker.UntilAsync(now => now.Subscriptions == 1);
        await broker.PublishAsync(from, "-t", "a/b/c", "-q", "0", "-m", "zero");
        await broker.PublishAsync(from, "-t", "a/b/d", "-q", "1", "-m", "not asked for");
        await broker.PublishAsync(from, "-t", "a//c/1", "-q", "1", "-m", "one");
        await broker.PublishAsync(from, "-t", "a/b/c/2/3", "-q", "2", "-m", "two");

        var (_, lines, _) = await sub.EndAsync();
        Assert.Equal(["a/b/c 0 zero", "a//c/1 1 one", "a/b/c/2/3 2 two"], lines);
    }

    [Theory]
    [InlineData("mqttv5", "1")]
    [InlineData("mqttv5", "2")]
    [InlineData("mqttv311", "2")]
    public async Task ThousandsArriveOnceAndInOrder(string version, string qos)
    {
        await using var broker = await RunningListener.StartAsync();
        await using var sub = broker.Sub(version, "-t", "many", "-q", qos, "-C", "5000");
        await broker.UntilAsync(now => now.Subscriptions == 1);
        await using var pub = broker.Pub(version, "-t", "many", "-q", qos, "-l");
        await pub.SayAsync(string.Concat(Enumerable.Range(0, 5000).Select(number => $"{number}\n")));

        Assert.Equal(0, (await pub.EndAsync()).ExitCode);
        Assert.Equal(Enumerable.Range(0, 5000).Select(number => $"{number}"), (await sub.EndAsync()).Lines);
    }

    [Theory]
    [InlineData("mqttv5")]
    [InlineData("mqttv311")]
    public async Task TheRetainedMessageComesToWhoeverSubscribesLater(string version)
    {
        await using var broker = await RunningListener.StartAsync();
        await broker.PublishAsync(version, "-t", "state/1", "-r", "-m", "old");
        await broker.PublishAsync(version, "-t", "state/1", "-r", "-q", "1", "-m", "new");
        await broker.PublishAsync(version, "-t", "state/2", "-r", "-m", "gone");
        await broker.PublishAsync(version, "-t", "state/2", "-r", "-n");
        await using var sub = broker.Sub(version, "-t", "state/#", "-q", "1", "-C", "1", "-F", "%t %r %p");

        Assert.Equal(["state/1 1 new"], (await sub.EndAsync()).Lines);
        Assert.Equal(1, broker.Listener.Counters().Retained);
    }

    [Theory]
    [InlineData("mqttv5")]
    [InlineData("mqttv311")]
    public async Task AKilledClientsWillIsPublished(string version)
    {
        await using var broker = await RunningListener.StartAsync();
        await using var watcher = broker.Sub(version, "-t", "will/#", "-q", "1", "-C", "1", "-F", "%t %p");
        await using var willing = broker.Sub(version, "-t", "x", "--will-topic", "will/link", "--will-payload", "offline", "--will-qos", "1");
        await broker.UntilAsync(now => now.Subscriptions == 2);
        willing.Kill();

        Assert.Equal(["will/link offline"], (await watcher.EndAsync()).Lines);
        Assert.Equal(1, broker.Listener.Counters().ClosedTotal[CloseCause.ConnectionLost]);
    }

    [Theory]
    [InlineData("mqttv5")]
    [InlineData("mqttv311")]
    public async Task ASessionKeepsWhatItsClientMissed(string version)
    {
        await using var broker = await RunningListener.StartAsync();
        string[] session = ["-c", "-i", "dashboard", "-t", "t/#", "-q", "1"];
        session = version == "mqttv5" ? [.. session, "-x", "60"] : session;
        await using (var first = broker.Sub(version, [.. session, "-E"]))
        {
            await first.EndAsync();
        }

        await broker.UntilAsync(now => now.Connections == 0);
        await broker.PublishAsync(version, "-t", "t/1", "-q", "1", "-m", "missed");
        await using var second = broker.Sub(version, [.. session, "-C", "1"]);

        Assert.Equal(["missed"], (await second.EndAsync()).Lines);
    }

    [Fact]
    public async Task SharedSubscribersDivideTheMessages()
    {
        await using var broker = await RunningListener.StartAsync();
        await using var one = broker.Sub("mqttv5", "-t", "$share/hub/t/+", "-q", "1", "-C", "50");
        await using var other = broker.Sub("mqttv5", "-t", "$share/hub/t/+", "-q", "1", "-C", "50");
        await broker.UntilAsync(now => now.Subscriptions == 2);
        await using var pub = broker.Pub("mqttv5", "-t", "t/1", "-q", "1", "-l");
        await pub.SayAsync(string.Concat(Enumerable.Range(0, 100).Select(number => $"{number}\n")));

        string[] all = [.. (await one.EndAsync()).Lines, .. (await other.EndAsync()).Lines];
        Assert.Equal(Enumerable.Range(0, 100), all.Select(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public async Task PropertiesArriveAsTheyWereSent()
    {
        await using var broker = await RunningListener.StartAsync();
        await using var sub = broker.Sub("mqttv5", "-t", "a", "-q", "1", "-C", "1", "-F", "%C|%R|%D|%P|%E|%S|%p", "-D", "subscribe", "subscription-identifier", "42");
        await broker.UntilAsync(now => now.Subscriptions == 1);
        await broker.PublishAsync(
            "mqttv5", "-t", "a", "-q", "1", "-m", "x", "-D", "publish", "content-type", "text/plain", "-D", "publish", "response-topic", "back/here",
            "-D", "publish", "correlation-data", "17", "-D", "publish", "user-property", "key", "value", "-D", "publish", "message-expiry-interval", "60");

        Assert.Equal(["text/plain|back/here|17|key:value|60|42|x"], (await sub.EndAsync()).Lines);
    }

    [Theory]
    [InlineData("mqttv5", "gateway", "wrong")]
    [InlineData("mqttv311", "gateway", "wrong")]
    [InlineData("mqttv5", "nobody", "right")]
    [InlineData("mqttv5", null, null)]
    [InlineData("mqttv311", null, null)]
    public async Task WhoeverHasNoPasswordIsRefused(string version, string? name, string? password)
    {
        await using var broker = await RunningListener.StartAsync(WithUser);
        string[] credentials = name is null ? [] : ["-u", name, "-P", password!];
        await using var pub = broker.Pub(version, ["-t", "edge/gw/event", "-m", "x", .. credentials]);

        Assert.NotEqual(0, (await pub.EndAsync()).ExitCode);
        Assert.Equal(1, broker.Listener.Counters().ClosedTotal[CloseCause.Refused]);
        Assert.Equal(0, broker.Listener.Counters().MessagesInTotal);
    }

    [Theory]
    [InlineData("mqttv5")]
    [InlineData("mqttv311")]
    public async Task AUserReachesOnlyItsOwnTopics(string version)
    {
        await using var broker = await RunningListener.StartAsync(WithUser);
        string[] credentials = ["-u", "gateway", "-P", "right", "-i", "gw-1"];
        await broker.PublishAsync(version, ["-t", "edge/gw-1/event", "-q", "1", "-r", "-m", "mine", .. credentials]);
        await using var pub = broker.Pub(version, ["-t", "edge/gw-2/event", "-q", "1", "-r", "-m", "another's", .. credentials]);
        await pub.EndAsync();
        await using var sub = broker.Sub(version, ["-t", "edge/+/event", .. credentials]);
        Assert.Contains("denied", (await sub.EndAsync()).Errors, StringComparison.OrdinalIgnoreCase);

        var counters = broker.Listener.Counters();
        Assert.Equal((1, 1L, 1L), (counters.Retained, counters.PublishesNotAuthorizedTotal, counters.SubscriptionsRefusedTotal));
    }

    private static MqttListenerOptions WithUser(MqttListenerOptions options) => options with
    {
        AllowAnonymous = false,
        Users =
        [
            new MqttUser
            {
                Name = "gateway",
                PasswordHash = MqttPasswordHash.Create("right"u8, iterations: 1000),
                Rights = new MqttTopicRights { Publish = ["edge/%c/event"], Subscribe = ["edge/%c/#"] },
            },
        ],
    };
}
