namespace EdgeGateway.Devices.Simulated;

/// <summary>One direction of a simulated serial line.</summary>
internal sealed class BytePipe(string name, SimulatedClock clock)
{
    // The kernel's tty buffer is 64 KiB as well; what comes on top is lost there too.
    private const int BytesWaitingMax = 64 * 1024;

    private readonly object monitor = new();
    private readonly Queue<byte> waiting = new();
    private bool isBroken;

    /// <summary>Bytes that found the buffer full, as a UART's overrun.</summary>
    public long Overrun { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (monitor)
        {
            ThrowIfBroken();
            foreach (var one in bytes)
            {
                if (waiting.Count < BytesWaitingMax)
                    waiting.Enqueue(one);
                else
                    Overrun++;
            }

            Monitor.PulseAll(monitor);
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        lock (monitor)
        {
            clock.Wait(monitor, () => waiting.Count > 0 || isBroken, timeout);
            ThrowIfBroken();
            var count = Math.Min(buffer.Length, waiting.Count);
            for (var i = 0; i < count; i++)
            {
                buffer[i] = waiting.Dequeue();
            }

            return count;
        }
    }

    public void Discard()
    {
        lock (monitor)
        {
            waiting.Clear();
        }
    }

    public void Break(bool broken)
    {
        lock (monitor)
        {
            isBroken = broken;
            waiting.Clear();
            Monitor.PulseAll(monitor);
        }
    }

    private void ThrowIfBroken()
    {
        if (isBroken)
        {
            throw new DeviceException($"serial line {name} is gone: EIO; check the cable and the reader's power (simulated)");
        }
    }
}
