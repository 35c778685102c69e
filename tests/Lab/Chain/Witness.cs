using System.Collections.Concurrent;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>
/// A subscriber of its own that remembers which event it has seen under which number. An event is published only after it was accepted, so what the
/// witness has seen is known to be accepted; and a number that the gateway lost and gave again shows as two events, which the hub alone would take
/// for a repeat.
/// </summary>
internal sealed class Witness(Uri broker) : IMqttReceiver, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<(Guid Epoch, long Sequence), Guid> seen = new();
    private readonly ConcurrentQueue<string> conflicts = new();
    private readonly CancellationTokenSource ended = new();
    private TaskCompletionSource disconnected = new();
    private Task running = Task.CompletedTask;

    public IReadOnlyDictionary<(Guid Epoch, long Sequence), Guid> Seen => seen;

    public IReadOnlyCollection<string> Conflicts => conflicts;

    /// <summary>Waits until as many events have been seen.</summary>
    public async Task UntilSeenAsync(int events, CancellationToken stopping)
    {
        for (var started = Environment.TickCount64; seen.Count < events; await Task.Delay(50, stopping)) // another process tells nobody when it is ready
        {
            if (Environment.TickCount64 - started > Patience.TotalMilliseconds)
            {
                throw new TimeoutException($"only {seen.Count} of {events} events within {Patience.TotalSeconds} s");
            }
        }
    }

    public void Start() => running = Task.Run(() => ListenAsync(ended.Token));

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        if (!EventJson.TryRead(message.Payload.Span, out var happened, out var problem))
        {
            conflicts.Enqueue($"an event on {message.Topic} cannot be read: {problem}");
        }
        else if (seen.GetOrAdd((happened.Epoch, happened.Sequence), happened.Id) is var first && first != happened.Id)
        {
            conflicts.Enqueue($"number {happened.Sequence} of epoch {happened.Epoch} was event {first} and is {happened.Id} ({happened.Type})");
        }

        return default;
    }

    public void Published(long tag, ReasonCode reason)
    {
    }

    public void Disconnected(MqttDisconnection why) => disconnected.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await running;
        ended.Dispose();
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await using var client = new MqttClient();
                var answer = await client.ConnectAsync(new MqttClientOptions { Server = broker, ClientId = "witness" }, this, stopping);
                if (answer.IsAccepted)
                {
                    await client.SubscribeAsync(Topics.AllEvents, QualityOfService.AtLeastOnce, stopping);
                    await disconnected.Task.WaitAsync(stopping);
                }

                await Task.Delay(100, stopping); // the broker is being killed on purpose; it is asked again until it is back
            }
            catch (Exception away) when (away is OperationCanceledException or MqttException)
            {
                // Ended, or the connection broke between two calls: the loop decides.
            }
        }
    }
}
