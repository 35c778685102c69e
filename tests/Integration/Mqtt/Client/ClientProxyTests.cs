using System.Text;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>Every way to mosquitto through tinyproxy, for stores that let nothing else out.</summary>
public class ClientProxyTests
{
    [Theory]
    [InlineData("mqtt")]
    [InlineData("mqtts")]
    [InlineData("ws")]
    [InlineData("wss")]
    public async Task MessagesGoThereAndBackThroughTheProxy(string scheme)
    {
        using var authority = new TestAuthority();
        using var server = authority.Issue("localhost");
        var port = MosquittoBroker.FreePort();
        // Beside the plain listener, with which mosquitto 2.0.11 needs to begin.
        await using var mosquitto = await MosquittoBroker.StartAsync(
            $"allow_anonymous true\nmax_queued_messages 0\nlistener {port} 127.0.0.1\n" +
            (scheme.StartsWith("ws", StringComparison.Ordinal) ? "protocol websockets\n" : "") +
            (scheme.EndsWith('s') && scheme != "ws" ? "certfile {folder}/server.pem\nkeyfile {folder}/server.key\n" : ""),
            authority.Files(server));
        await MosquittoBroker.UntilListeningAsync(port);
        await using var proxy = await Tinyproxy.StartAsync(port);
        var (client, owner, answer) = await mosquitto.ConnectAsync("store", options => options with
        {
            Server = new Uri($"{scheme}://localhost:{port}/mqtt"),
            Authorities = authority.Collection,
            Proxy = proxy.As(),
        });
        Assert.True(answer.IsAccepted, answer.Explanation);
        await client.SubscribeAsync("w", QualityOfService.AtLeastOnce, CancellationToken.None);
        for (var tag = 0; tag < 1000; tag++)
            await client.PublishAsync("w", Encoding.UTF8.GetBytes($"{tag}"), QualityOfService.AtLeastOnce, retain: false, tag, CancellationToken.None);
        for (var tag = 0; tag < 1000; tag++)
            Assert.Equal($"{tag}", Encoding.UTF8.GetString((await owner.NextMessageAsync()).Payload.Span));

        await client.DisposeAsync();
        Assert.Equal(ReasonCode.Success, Assert.Single(owner.Disconnections).Reason);
    }

    [Theory]
    [InlineData("store", "wrong", "it does not take this user name and password")]
    [InlineData(null, "", "it wants a user name and a password")]
    public async Task OnlyTheRightPasswordLeadsThrough(string? user, string password, string why)
    {
        await using var proxy = await Tinyproxy.StartAsync(MosquittoBroker.FreePort());
        var answer = await ConnectAsync(new Uri("mqtt://localhost:1"), proxy.As(user, password));

        Assert.Matches("^The proxy http://localhost:[0-9]+ does not lead to mqtt://localhost:1: ", answer.Explanation);
        Assert.Contains(why, answer.Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", answer.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APortThatTheProxyForbidsIsSaid()
    {
        await using var proxy = await Tinyproxy.StartAsync(443);
        var answer = await ConnectAsync(new Uri("mqtts://localhost:8883"), proxy.As());

        Assert.Contains("it forbids the way to localhost:8883", answer.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABrokerThatTheProxyCannotReachIsSaid()
    {
        var port = MosquittoBroker.FreePort();
        await using var proxy = await Tinyproxy.StartAsync(port);
        var answer = await ConnectAsync(new Uri($"mqtt://127.0.0.1:{port}"), proxy.As());

        Assert.Matches($"(cannot reach 127.0.0.1:{port}|does not open the tunnel) .*[(]it answers 50[0-9] ", answer.Explanation.Replace("; ", " ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AProxyThatIsNotThereIsSaid()
    {
        var proxy = new MqttProxy(new Uri($"http://127.0.0.1:{MosquittoBroker.FreePort()}"));
        var answer = await ConnectAsync(new Uri("mqtt://localhost:1883"), proxy);
        Assert.Contains($"Cannot connect to the proxy {proxy}: the machine answers, but nothing listens", answer.Explanation, StringComparison.Ordinal);

        answer = await ConnectAsync(new Uri("mqtt://localhost:1883"), new MqttProxy(new Uri("http://no-such-proxy.invalid:3128")));
        Assert.Contains("Cannot find the proxy http://no-such-proxy.invalid:3128: DNS does not know", answer.Explanation, StringComparison.Ordinal);
    }

    private static async Task<MqttConnection> ConnectAsync(Uri server, MqttProxy proxy)
    {
        await using var client = new MqttClient();
        return await client.ConnectAsync(new MqttClientOptions { Server = server, ClientId = "gw", Proxy = proxy }, new RecordingReceiver(), CancellationToken.None);
    }
}
