using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Uplink;

/// <summary>What several connections of one hub have received: every number with how often it came.</summary>
internal sealed class CountingHub : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Epoch, long Sequence), int> received = [];
    private readonly SequenceSet settled = new();
    private readonly List<MqttClient> clients = [];

    public int Distinct => Locked(() => received.Count);

    public int Repeats => Locked(() => received.Values.Sum() - received.Count);

    public int Epochs => Locked(() => received.Keys.Select(key => key.Epoch).Distinct().Count());

    /// <summary>Listens at a broker and says there what is stored.</summary>
    public async Task ListenAsync(MqttClientOptions options)
    {
        var client = new MqttClient();
        var receiver = new Receiver(this, client);
        var answer = await client.ConnectAsync(options with { CleanStart = true }, receiver, CancellationToken.None);
        Assert.True(answer.IsAccepted, answer.Explanation);
        await client.SubscribeAsync(Topics.AllEvents, QualityOfService.AtLeastOnce, CancellationToken.None);
        await client.SubscribeAsync(Topics.AllLinks, QualityOfService.AtLeastOnce, CancellationToken.None);
        clients.Add(client);
        _ = SayAsync(client, receiver);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    private static async Task SayAsync(MqttClient client, Receiver receiver)
    {
        try
        {
            while (await receiver.News.WaitAsync(TimeSpan.FromMinutes(5)))
            {
                await client.PublishAsync(
                    Topics.StoredAck("berlin-1", "gw-1"), JsonSerializer.SerializeToUtf8Bytes(receiver.Word, EventJsonContext.Default.StoredAck),
                    QualityOfService.AtLeastOnce, retain: true, tag: 0, CancellationToken.None);
                await Task.Delay(20); // as the hub rests between its words
            }
        }
        catch (MqttException)
        {
            // The broker was killed, as the test wants it.
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    private sealed class Receiver(CountingHub hub, MqttClient client) : IMqttReceiver
    {
        private Guid epoch;

        public SemaphoreSlim News { get; } = new(0, int.MaxValue);

        public StoredAck Word => hub.Locked(() => new StoredAck(epoch, hub.settled.EndOfRangeAt(1)));

        public void Published(long tag, ReasonCode reason)
        {
        }

        public ValueTask ReceivedAsync(MqttMessage message)
        {
            if (message.Topic == Topics.Link("berlin-1", "gw-1"))
            {
                epoch = JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.LinkState)!.Epoch;
            }
            else
            {
                Assert.True(EventJson.TryRead(message.Payload.Span, out var read, out var problem), problem);
                lock (hub.gate)
                {
                    hub.received[(read.Epoch, read.Sequence)] = hub.received.GetValueOrDefault((read.Epoch, read.Sequence)) + 1;
                    hub.settled.Add(read.Sequence);
                }
            }

            if (client.IsConnected && News.CurrentCount == 0)
            {
                News.Release();
            }

            return ValueTask.CompletedTask;
        }

        public void Disconnected(MqttDisconnection why)
        {
        }
    }
}
