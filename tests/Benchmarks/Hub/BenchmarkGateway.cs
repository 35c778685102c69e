using System.Text.Json;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Hub;

/// <summary>Numbers events, publishes them, and hears what the hub promises.</summary>
internal sealed class BenchmarkGateway : IMqttReceiver, IAsyncDisposable
{
    private static readonly Guid Epoch = Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    private readonly MqttClient _client = new();
    private readonly SemaphoreSlim _heard = new(0);
    private long _produced;
    private long _promised;

    public static async Task<BenchmarkGateway> ConnectAsync(int port, CancellationToken stopping)
    {
        var gateway = new BenchmarkGateway();
        var answer = await gateway._client.ConnectAsync(
            new MqttClientOptions { Server = new Uri($"mqtt://127.0.0.1:{port}"), ClientId = "bench", SendMaximum = 1000 }, gateway, stopping);
        if (!answer.IsAccepted) throw new MqttException(answer.Reason, answer.Explanation);

        await gateway._client.SubscribeAsync(Topics.StoredAck("bench-1", "gw-1"), QualityOfService.AtLeastOnce, stopping);
        return gateway;
    }

    public ValueTask PublishAsync(EventData data, CancellationToken stopping)
    {
        var draft = new EventDraft
        {
            Id = Guid.CreateVersion7(),
            Source = "/stores/bench-1/gateways/gw-1",
            Subject = "any",
            Time = DateTimeOffset.UtcNow,
            BootId = Epoch,
            SinceBoot = TimeSpan.FromSeconds(1),
            Clock = ClockQuality.Synchronised,
            Data = data,
        };
        var json = EventJson.Write(draft, Epoch, ++_produced);
        return _client.PublishAsync(Topics.Event("bench-1", "gw-1", data.Type), json, QualityOfService.AtLeastOnce, retain: false, _produced, stopping);
    }

    /// <summary>Waits until the hub has promised everything published so far.</summary>
    public async Task UntilPromisedAsync(CancellationToken stopping)
    {
        while (Interlocked.Read(ref _promised) < _produced)
        {
            await _heard.WaitAsync(stopping);
        }
    }

    public void Published(long tag, ReasonCode reason)
    {
    }

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        var ack = JsonSerializer.Deserialize(message.Payload.Span, EventJsonContext.Default.StoredAck)!;
        Interlocked.Exchange(ref _promised, ack.Sequence);
        _heard.Release();
        return default;
    }

    public void Disconnected(MqttDisconnection why)
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _heard.Dispose();
    }
}
