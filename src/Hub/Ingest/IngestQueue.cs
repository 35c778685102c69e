using System.Threading.Channels;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Hub.Ingest;

/// <summary>What waits for the writer. A QoS 1 message is acknowledged to the broker when its task completes, that is, once it is on the disk.</summary>
internal sealed class IngestQueue(IngestOptions options, TimeProvider time)
{
    private readonly Channel<WaitingMessage> _waiting =
        Channel.CreateBounded<WaitingMessage>(new BoundedChannelOptions(options.WaitingMax) { SingleReader = true });

    private long _refused;

    public int Count => _waiting.Reader.Count;

    /// <summary>QoS 0 messages for which there was no room; the broker was never promised that these are kept.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Completes when the message is stored. Waits for room; the broker's window to us bounds how many do.</summary>
    public ValueTask PutAsync(MqttMessage message)
    {
        var waiting = new WaitingMessage(EventIntake.Read(message, time.GetUtcNow()));
        if (_waiting.Writer.TryWrite(waiting))
        {
            return message.Qos == QualityOfService.AtMostOnce ? default : new ValueTask(waiting.Stored.Task);
        }

        if (message.Qos == QualityOfService.AtMostOnce)
        {
            Interlocked.Increment(ref _refused);
            return default;
        }

        return PutWhenThereIsRoomAsync(waiting);
    }

    /// <summary>Waits for a first message and takes all that wait, up to <paramref name="most"/>: alone when idle, in groups under load.</summary>
    public async ValueTask<bool> TakeAsync(List<WaitingMessage> batch, int most, CancellationToken stopping)
    {
        batch.Clear();
        if (!await _waiting.Reader.WaitToReadAsync(stopping))
        {
            return false;
        }

        while (batch.Count < most && _waiting.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
        }

        return true;
    }

    private async ValueTask PutWhenThereIsRoomAsync(WaitingMessage waiting)
    {
        await _waiting.Writer.WriteAsync(waiting);
        await waiting.Stored.Task;
    }
}
