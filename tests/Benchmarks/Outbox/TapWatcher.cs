using System.Collections.Concurrent;
using System.Diagnostics;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>A subscriber of nothing but taps, who notes how long each took since it was expected.</summary>
internal sealed class TapWatcher : IMqttReceiver, IAsyncDisposable
{
    private readonly MqttClient _client = new();
    private readonly ConcurrentDictionary<Guid, long> _expected = new();
    private readonly ConcurrentQueue<double> _delays = new();

    public IEnumerable<double> Delays => _delays;

    public static async Task<TapWatcher> ConnectAsync(int port, CancellationToken stopping)
    {
        var watcher = new TapWatcher();
        var answer = await watcher._client.ConnectAsync(
            new MqttClientOptions { Server = new Uri($"mqtt://127.0.0.1:{port}"), ClientId = "taps", CleanStart = true }, watcher, stopping);
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Explanation);

        await watcher._client.SubscribeAsync(Topics.Event("berlin-1", "gw-1", EventTypes.TapRead), QualityOfService.AtLeastOnce, stopping);
        return watcher;
    }

    public void Expect(Guid id) => _expected[id] = Stopwatch.GetTimestamp();

    public void Published(long tag, ReasonCode reason)
    {
    }

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        if (EventJson.TryRead(message.Payload.Span, out var read, out _) && _expected.TryRemove(read.Id, out var since))
            _delays.Enqueue(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

        return ValueTask.CompletedTask;
    }

    public void Disconnected(MqttDisconnection why)
    {
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
