namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// An open byte stream to the broker. One thread reads and another writes; <see cref="Close"/> may be called by anyone and makes both
/// return. Failures throw <see cref="IOException"/> or <see cref="System.Net.Sockets.SocketException"/>.
/// </summary>
internal abstract class Transport : IDisposable
{
    /// <summary>Whether <see cref="TryWrite"/> works; else only the writing thread may send, with <see cref="Write"/>.</summary>
    public virtual bool CanTryWrite => false;

    /// <summary>Waits for bytes; 0 when the broker has closed.</summary>
    public abstract int Read(Memory<byte> buffer);

    /// <summary>
    /// Called before waiting when nothing was sent since the last read: only what we send carries our kernel's acknowledgement along.
    /// </summary>
    public virtual void AcknowledgeNow()
    {
    }

    /// <summary>Hands over what the kernel takes at once, perhaps 0 bytes. Never waits.</summary>
    public virtual int TryWrite(ReadOnlySpan<byte> bytes) => 0;

    /// <summary>Waits until <see cref="TryWrite"/> would take something.</summary>
    public virtual void WaitWritable()
    {
    }

    /// <summary>Sends everything, waiting as long as it takes.</summary>
    public abstract void Write(ReadOnlyMemory<byte> bytes);

    /// <summary>Nothing more will be written; what the broker still sends can be read.</summary>
    public abstract void FinishWriting();

    /// <summary>Ends a <see cref="Read"/> or <see cref="Write"/> under way.</summary>
    public abstract void Close();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
