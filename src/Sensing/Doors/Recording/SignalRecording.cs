using System.Threading.Channels;

namespace EdgeGateway.Sensing.Doors;

/// <summary>The signals of a recording under way. When whoever writes them is too slow, the newest are dropped, counted, and told where they are missing.</summary>
public sealed class SignalRecording
{
    /// <summary>A minute and a half of an AMG8833, or some hundred people through beams.</summary>
    public const int SignalsWaitingMax = 1024;

    private readonly Channel<RecordedSignal> channel = Channel.CreateBounded<RecordedSignal>(
        new BoundedChannelOptions(SignalsWaitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long dropped;
    private long droppedSince;

    public ChannelReader<RecordedSignal> Reader => channel.Reader;

    /// <summary>Signals that found no room since the recording began.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    // Under the outlet's lock: one writer.
    internal void Add(in DoorSignal signal)
    {
        if (channel.Writer.TryWrite(new RecordedSignal(signal, droppedSince)))
        {
            droppedSince = 0;
            return;
        }

        droppedSince++;
        Interlocked.Increment(ref dropped);
    }

    internal void Complete() => channel.Writer.TryComplete();
}
