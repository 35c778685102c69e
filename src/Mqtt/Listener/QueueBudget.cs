namespace EdgeGateway.Mqtt.Listener;

/// <summary>The bytes that all sessions' messages may hold together.</summary>
internal sealed class QueueBudget(long bytesMax)
{
    public long Bytes { get; private set; }

    public bool HasRoom => Bytes < bytesMax;

    public void Take(int bytes) => Bytes += bytes;

    public void GiveBack(long bytes) => Bytes -= bytes;
}
