namespace EdgeGateway.Devices.Simulated;

/// <summary>One end of a serial line whose other end is a simulated device.</summary>
public sealed class SimulatedSerialPort : ISerialPort
{
    private readonly BytePipe incoming;
    private readonly BytePipe outgoing;
    private SimulatedSerialPort? peer;
    private bool isClosed;

    private SimulatedSerialPort(string name, BytePipe incoming, BytePipe outgoing)
    {
        Name = name;
        this.incoming = incoming;
        this.outgoing = outgoing;
    }

    public string Name { get; }

    /// <summary>
    /// Called on the writer's thread after the other end has written: a simulated chip answers here, so that a driver's test
    /// needs no second thread.
    /// </summary>
    public Action? BytesArrived { get; set; }

    /// <summary>Both ends of one line: the driver gets <c>Host</c>, the simulated chip gets <c>Device</c>.</summary>
    public static (SimulatedSerialPort Host, SimulatedSerialPort Device) CreatePair(string name, SimulatedClock clock)
    {
        var (up, down) = (new BytePipe(name, clock), new BytePipe(name, clock));
        var host = new SimulatedSerialPort(name, up, down);
        var device = new SimulatedSerialPort(name, down, up) { peer = host };
        host.peer = device;
        return (host, device);
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        return incoming.Read(buffer, timeout);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        outgoing.Write(bytes);
        peer!.BytesArrived?.Invoke();
    }

    public void DiscardInput() => incoming.Discard();

    /// <summary>The cable is pulled: both ends fail until it is plugged in again, and what was under way is lost.</summary>
    public void Unplug() => Break(broken: true);

    public void Plug() => Break(broken: false);

    public void Dispose() => isClosed = true;

    /// <summary>What opening the device file again does: the line survives, unread bytes do not.</summary>
    internal SimulatedSerialPort Reopen()
    {
        incoming.Read([], TimeSpan.Zero); // Says that the line is gone, if it is.
        incoming.Discard();
        isClosed = false;
        return this;
    }

    private void Break(bool broken)
    {
        incoming.Break(broken);
        outgoing.Break(broken);
    }
}
