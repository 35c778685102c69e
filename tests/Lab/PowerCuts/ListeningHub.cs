using System.Net;
using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Lab.PowerCuts;

/// <summary>
/// Broker and hub for one gateway that loses its power. An event is published only after it was accepted, so what has come is known to be accepted.
/// In some lives the hub acknowledges, in others it only listens: then the gateway has to keep what has come, through the cut, and must send it
/// again. It never acknowledges a number of an earlier life that it has not been sent again, so one lost event holds it up for ever.
/// </summary>
internal sealed class ListeningHub : IMqttReceiver, IAsyncDisposable
{
    private readonly MqttListener broker = new(new MqttListenerOptions
    {
        AllowAnonymous = true,
        Endpoints = [new MqttListenerEndpoint(new IPEndPoint(IPAddress.Loopback, 0))],
    });

    private readonly MqttClient client = new();
    private readonly Lock gate = new();
    private readonly Dictionary<long, Guid> known = [];
    private readonly SequenceSet sentInThisLife = new();
    private readonly Action<string> wrong;
    private Guid? epoch;
    private string ackTopic = "";
    private TaskCompletionSource news = new();

    private ListeningHub(Action<string> wrong) => this.wrong = wrong;

    public int Port => broker.LocalEndpoints[0].Port;

    /// <summary>The highest number that is known to have been accepted.</summary>
    public long Highest { get; private set; }

    /// <summary>Every number up to here has been acknowledged to the gateway.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Events that came again after a cut because they had not been acknowledged.</summary>
    public long KeptThroughCuts { get; private set; }

    public bool Acknowledges { get; set; }

    public static async Task<ListeningHub> StartAsync(Action<string> wrong, CancellationToken stopping)
    {
        var hub = new ListeningHub(wrong);
        await hub.broker.StartAsync(stopping);
        var server = new Uri($"mqtt://127.0.0.1:{hub.Port}");
        var answer = await hub.client.ConnectAsync(new MqttClientOptions { Server = server, ClientId = "hub", KeepAlive = TimeSpan.Zero }, hub, stopping);
        _ = answer.IsAccepted ? 0 : throw new IOException($"the lab's own broker refuses its hub: {answer.Explanation}");
        await hub.client.SubscribeAsync(Topics.AllEvents, QualityOfService.AtLeastOnce, stopping);
        return hub;
    }

    public void BeginLife(bool acknowledges)
    {
        lock (gate)
        {
            sentInThisLife.Clear();
            Acknowledges = acknowledges;
        }
    }

    /// <summary>Completes when a number above <paramref name="sequence"/> is known.</summary>
    public async Task UntilBeyondAsync(long sequence, TimeSpan patience, CancellationToken stopping)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                if (Highest > sequence)
                {
                    return;
                }

                waiting = news.Task;
            }

            await waiting.WaitAsync(patience, stopping);
        }
    }

    public async ValueTask ReceivedAsync(MqttMessage message)
    {
        if (!EventJson.TryRead(message.Payload.Span, out var happened, out var problem))
        {
            wrong($"an event cannot be read: {problem}");
            return;
        }

        StoredAck? ack;
        lock (gate)
        {
            ack = Enter(happened, message.Topic);
            news.TrySetResult();
            news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (ack is not null)
        {
            await client.PublishAsync(ackTopic, JsonSerializer.SerializeToUtf8Bytes(ack, EventJsonContext.Default.StoredAck), QualityOfService.AtMostOnce, retain: true, 0, default);
        }
    }

    public void Published(long tag, ReasonCode reason)
    {
    }

    public void Disconnected(MqttDisconnection why)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await broker.DisposeAsync();
    }

    private StoredAck? Enter(GatewayEvent happened, string topic)
    {
        epoch ??= happened.Epoch;
        if (epoch != happened.Epoch)
        {
            wrong($"the epoch was {epoch} and is {happened.Epoch}");
            epoch = happened.Epoch;
        }

        if (!known.TryAdd(happened.Sequence, happened.Id) && known[happened.Sequence] != happened.Id)
        {
            wrong($"number {happened.Sequence} was event {known[happened.Sequence]} and is {happened.Id} ({happened.Type})");
        }

        KeptThroughCuts += happened.Sequence <= Highest && !sentInThisLife.Contains(happened.Sequence) ? 1 : 0;
        sentInThisLife.Add(happened.Sequence);
        Highest = Math.Max(Highest, happened.Sequence);
        if (!Acknowledges || sentInThisLife.EndOfRangeAt(Acknowledged + 1) is var through && through <= Acknowledged)
        {
            return null;
        }

        var segments = topic.Split('/');
        (Acknowledged, ackTopic) = (through, Topics.StoredAck(segments[2], segments[3]));
        return new StoredAck(happened.Epoch, through);
    }
}
