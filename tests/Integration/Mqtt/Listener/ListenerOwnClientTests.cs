using System.Net.WebSockets;
using System.Text;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static EdgeGateway.Mqtt.QualityOfService;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>Both halves of this room against each other; each is tested against strangers elsewhere.</summary>
public class ListenerOwnClientTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("mqtt")]
    [InlineData("ws")]
    public async Task TenThousandOfEveryQosArriveOnceAndInOrder(string scheme)
    {
        await using var broker = await RunningListener.StartAsync();
        await using var subscriber = new MqttClient();
        await using var publisher = new MqttClient();
        var (received, sent) = (new RecordingReceiver(), new RecordingReceiver());
        await ConnectAsync(subscriber, broker, scheme, "subscriber", received);
        Assert.Equal(ReasonCode.GrantedQos2, await subscriber.SubscribeAsync("t/+", ExactlyOnce, Stopping));
        await ConnectAsync(publisher, broker, scheme, "publisher", sent);
        for (var number = 0; number < 10_000; number++)
        {
            await publisher.PublishAsync("t/1", Encoding.UTF8.GetBytes($"{number}"), (QualityOfService)(1 + (number % 2)), retain: false, number, Stopping);
        }

        Assert.Equal(Enumerable.Range(0, 10_000).Select(number => $"{number}").Order(), (await received.TakeAsync(10_000)).Order());
        var answers = await sent.TakePublishedAsync(10_000);
        Assert.All(answers, answer => Assert.Equal(ReasonCode.Success, answer.Reason));
        Assert.Equal(Enumerable.Range(0, 10_000).Select(number => (long)number), answers.Select(answer => answer.Tag).Order());
        await broker.UntilAsync(now => now.QueuedBytes == 0);
    }

    [Fact]
    public async Task ASecondConnectionWithTheSameNameEndsTheFirstWithItsReason()
    {
        await using var broker = await RunningListener.StartAsync();
        await using var first = new MqttClient();
        await using var second = new MqttClient();
        var told = new RecordingReceiver();
        await ConnectAsync(first, broker, "mqtt", "same", told);
        await ConnectAsync(second, broker, "mqtt", "same", new RecordingReceiver());

        Assert.Equal(ReasonCode.SessionTakenOver, (await told.Ended).Reason);
    }

    [Fact]
    public async Task AResumedSessionGetsWhatItMissedWithAllProperties()
    {
        await using var broker = await RunningListener.StartAsync();
        await using (var away = new MqttClient())
        {
            await ConnectAsync(away, broker, "mqtt", "hub", new RecordingReceiver());
            await away.SubscribeAsync("t", ExactlyOnce, Stopping);
        }

        await using var publisher = new MqttClient();
        await ConnectAsync(publisher, broker, "mqtt", "publisher", new RecordingReceiver());
        var message = new MqttMessage
        {
            Topic = "t",
            Payload = "missed"u8.ToArray(),
            Qos = ExactlyOnce,
            Expiry = TimeSpan.FromMinutes(10),
            ContentType = "application/cloudevents+json",
            ResponseTopic = "answers/here",
            CorrelationData = new byte[] { 1, 2, 3 },
            UserProperties = [new("traceparent", "00-1-2-01"), new("traceparent", "again")],
        };
        Assert.Equal(ReasonCode.Success, await publisher.PublishAsync(message, Stopping));

        await using var back = new MqttClient();
        var received = new RecordingReceiver();
        Assert.True((await ConnectAsync(back, broker, "mqtt", "hub", received)).SessionPresent);
        var arrived = Assert.Single(await received.TakeMessagesAsync(1));
        Assert.Equal((message.ContentType, message.ResponseTopic), (arrived.ContentType, arrived.ResponseTopic));
        Assert.Equal(message.CorrelationData.ToArray(), arrived.CorrelationData.ToArray());
        Assert.Equal(message.UserProperties, arrived.UserProperties);
        Assert.InRange(arrived.Expiry!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task AFastPublisherIsHeldBackUntilASlowSubscriberHasEverything()
    {
        await using var broker = await RunningListener.StartAsync(options => options with { Limits = new MqttListenerLimits { QueuedMessagesMax = 400, InflightMax = 50 } });
        await using var subscriber = new MqttClient();
        await using var publisher = new MqttClient();
        var (received, sent) = (new RecordingReceiver { Pause = TimeSpan.FromMilliseconds(1) }, new RecordingReceiver());
        await ConnectAsync(subscriber, broker, "mqtt", "slow", received);
        await subscriber.SubscribeAsync("t", AtLeastOnce, Stopping);
        await ConnectAsync(publisher, broker, "mqtt", "publisher", sent);
        for (var number = 0; number < 3000; number++)
        {
            await publisher.PublishAsync("t", Encoding.UTF8.GetBytes($"{number}"), AtLeastOnce, retain: false, number, Stopping);
        }

        Assert.Equal(Enumerable.Range(0, 3000).Select(number => $"{number}"), await received.TakeAsync(3000));
        Assert.All(await sent.TakePublishedAsync(3000), answer => Assert.Equal(ReasonCode.Success, answer.Reason));
        Assert.Equal(0, broker.Listener.Counters().PublishesRefusedTotal);
    }

    [Fact]
    public async Task ASubscriberThatNeverAnswersIsSentAwayAndItsPublisherGoesOn()
    {
        await using var broker = await RunningListener.StartAsync(options => options with
        {
            Limits = new MqttListenerLimits { QueuedMessagesMax = 4, InflightMax = 1, SlowSubscriberPatience = TimeSpan.FromSeconds(1) },
        });
        using var deaf = await RawClient.ConnectAsync(broker.Port, "deaf");
        await deaf.SendAsync(RawClient.Subscribe("t", AtLeastOnce));
        await deaf.NextAsync();
        await using var publisher = new MqttClient();
        var sent = new RecordingReceiver();
        await ConnectAsync(publisher, broker, "mqtt", "publisher", sent);
        for (var number = 0; number < 100; number++)
        {
            await publisher.PublishAsync("t", new byte[1000], AtLeastOnce, retain: false, number, Stopping);
        }

        var answers = (await sent.TakePublishedAsync(100)).Select(answer => answer.Reason).ToList();
        Assert.Contains(ReasonCode.Success, answers);
        Assert.All(answers, reason => Assert.Contains(reason, (ReasonCode[])[ReasonCode.Success, ReasonCode.QuotaExceeded, ReasonCode.NoMatchingSubscribers]));
        await broker.UntilAsync(now => now.ClosedTotal[CloseCause.TooSlow] == 1);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, await publisher.PublishAsync(new MqttMessage { Topic = "t" }, Stopping));
    }

    [Fact]
    public async Task AWebServerMayHandItsWebSocketsOver()
    {
        await using var broker = await RunningListener.StartAsync();
        await using var web = await WebServerAsync(broker.Listener);
        await using var client = new MqttClient();
        var received = new RecordingReceiver();
        var address = new Uri(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var answer = await client.ConnectAsync(
            new MqttClientOptions { Server = new UriBuilder(address) { Scheme = "ws", Path = "/mqtt" }.Uri, ClientId = "browser" }, received, Stopping);
        Assert.True(answer.IsAccepted, answer.Explanation);
        await client.SubscribeAsync("t", AtLeastOnce, Stopping);
        await broker.PublishAsync("mqttv5", "-t", "t", "-q", "1", "-m", "through Kestrel");

        Assert.Equal(["through Kestrel"], await received.TakeAsync(1));
    }

    private static async Task<WebApplication> WebServerAsync(MqttListener listener)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.UseWebSockets();
        web.Map("/mqtt", async (HttpContext context) =>
        {
            var socket = await context.WebSockets.AcceptWebSocketAsync("mqtt");
            await listener.ServeAsync(WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: true), context.RequestAborted);
        });
        await web.StartAsync(Stopping);
        return web;
    }

    private static async Task<MqttConnection> ConnectAsync(MqttClient client, RunningListener broker, string scheme, string clientId, IMqttReceiver receiver)
    {
        var port = scheme == "ws" ? broker.WebSocketPort : broker.Port;
        var answer = await client.ConnectAsync(new MqttClientOptions { Server = new Uri($"{scheme}://127.0.0.1:{port}"), ClientId = clientId }, receiver, Stopping);
        Assert.True(answer.IsAccepted, answer.Explanation);
        return answer;
    }
}
