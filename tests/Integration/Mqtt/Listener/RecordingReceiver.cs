using System.Text;
using System.Threading.Channels;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>Notes everything that a client of ours reports, in order.</summary>
internal sealed class RecordingReceiver : IMqttReceiver
{
    private readonly Channel<MqttMessage> messages = Channel.CreateUnbounded<MqttMessage>();
    private readonly Channel<(long Tag, ReasonCode Reason)> published = Channel.CreateUnbounded<(long, ReasonCode)>();
    private readonly TaskCompletionSource<MqttDisconnection> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<MqttDisconnection> Ended => ended.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public async Task<string[]> TakeAsync(int count) =>
        [.. (await TakeMessagesAsync(count)).Select(message => Encoding.UTF8.GetString(message.Payload.Span))];

    public async Task<MqttMessage[]> TakeMessagesAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var taken = new MqttMessage[count];
        for (var at = 0; at < count; at++)
        {
            taken[at] = await messages.Reader.ReadAsync(late.Token);
        }

        return taken;
    }

    public async Task<(long Tag, ReasonCode Reason)[]> TakePublishedAsync(int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var taken = new (long, ReasonCode)[count];
        for (var at = 0; at < count; at++)
        {
            taken[at] = await published.Reader.ReadAsync(late.Token);
        }

        return taken;
    }

    public void Published(long tag, ReasonCode reason) => published.Writer.TryWrite((tag, reason));

    /// <summary>How long it takes before a message is acknowledged.</summary>
    public TimeSpan Pause { get; init; }

    public async ValueTask ReceivedAsync(MqttMessage message)
    {
        messages.Writer.TryWrite(message);
        if (Pause > TimeSpan.Zero)
        {
            await Task.Delay(Pause); // The slowness is what the test is about.
        }
    }

    public void Disconnected(MqttDisconnection why) => ended.TrySetResult(why);
}
