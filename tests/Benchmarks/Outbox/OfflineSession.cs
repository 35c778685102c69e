using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>The hub's session at a broker: subscribes once, is away, comes back and counts what was kept for it.</summary>
internal sealed class OfflineSession(int expected) : IMqttReceiver, IAsyncDisposable
{
    /// <summary>Nothing came for so long: there is nothing more.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly MqttClient client = new();
    private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long received;

    public async Task ConnectAsync(int port, CancellationToken stopping)
    {
        var answer = await client.ConnectAsync(
            new MqttClientOptions
            {
                Server = new Uri($"mqtt://127.0.0.1:{port}"),
                ClientId = "hub-that-is-away",
                CleanStart = false,
                SessionExpiry = TimeSpan.FromDays(1),
            },
            this,
            stopping);
        if (!answer.IsAccepted) throw new InvalidOperationException(answer.Explanation);

        await client.SubscribeAsync("edge/#", QualityOfService.AtLeastOnce, stopping);
    }

    public async Task<long> CountAsync(CancellationToken stopping)
    {
        for (var before = -1L; before != Interlocked.Read(ref received) && !all.Task.IsCompleted;)
        {
            before = Interlocked.Read(ref received);
            await Task.WhenAny(all.Task, Task.Delay(Quiet, stopping)); // a queue does not say when it is empty
        }

        return Interlocked.Read(ref received);
    }

    public void Published(long tag, ReasonCode reason)
    {
    }

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        if (Interlocked.Increment(ref received) == expected) all.TrySetResult();
        return ValueTask.CompletedTask;
    }

    public void Disconnected(MqttDisconnection why)
    {
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
