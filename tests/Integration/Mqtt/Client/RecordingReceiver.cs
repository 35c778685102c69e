using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>An owner that notes what its client tells it.</summary>
internal sealed class RecordingReceiver : IMqttReceiver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<MqttMessage> _received = Channel.CreateUnbounded<MqttMessage>();
    private readonly Channel<(long Tag, ReasonCode Reason)> _published = Channel.CreateUnbounded<(long, ReasonCode)>();
    private readonly TaskCompletionSource<MqttDisconnection> _disconnected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What storing a message does; by default it is stored at once.</summary>
    public Func<MqttMessage, ValueTask> Store { get; init; } = _ => ValueTask.CompletedTask;

    public ConcurrentQueue<MqttDisconnection> Disconnections { get; } = new();

    public void Published(long tag, ReasonCode reason) => _published.Writer.TryWrite((tag, reason));

    public ValueTask ReceivedAsync(MqttMessage message)
    {
        _received.Writer.TryWrite(message);
        return Store(message);
    }

    public void Disconnected(MqttDisconnection why)
    {
        Disconnections.Enqueue(why);
        _disconnected.TrySetResult(why);
    }

    public async Task<MqttMessage> NextMessageAsync() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<(long Tag, ReasonCode Reason)> NextPublishedAsync() => await _published.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task<MqttDisconnection> EndAsync() => _disconnected.Task.WaitAsync(Patience);

    public bool HasMoreMessages => _received.Reader.TryPeek(out _);
}
