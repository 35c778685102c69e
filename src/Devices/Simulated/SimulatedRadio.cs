namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// A Bluetooth LE controller that hears what a test or a store script puts on the air. It answers commands, reports in the form that
/// it was told to scan in, and fails in the ways real ones do.
/// </summary>
public sealed partial class SimulatedRadio(string name, SimulatedClock clock) : IRadio
{
    // About what the real socket's buffer holds; more is thrown away there as well.
    private const int PacketsWaitingMax = 5_000;

    private readonly object monitor = new();
    private readonly Queue<(byte[] Packet, TimeSpan At)> waiting = new();
    private ScanMode scan;
    private bool isPlugged = true;
    private bool isOpen = true;
    private bool isHung;
    private long packetsLost;

    public string Name => name;

    /// <summary>Bluetooth 5: knows the extended scan commands.</summary>
    public bool SupportsExtended { get; init; } = true;

    public long PacketsLost
    {
        get
        {
            lock (monitor)
            {
                return packetsLost;
            }
        }
    }

    /// <summary>An advertisement is on the air; it is reported when the radio scans for its kind.</summary>
    public void Hear(SimulatedAdvertisement heard, TimeSpan at)
    {
        lock (monitor)
        {
            if (isHung || scan == ScanMode.Off || (scan == ScanMode.Legacy && heard.IsExtended)) return;
            if (scan == ScanMode.Legacy)
            {
                Enqueue(HciEvents.Legacy(heard), at);
                return;
            }

            foreach (var part in HciEvents.Extended(heard))
            {
                Enqueue(part, at);
            }
        }
    }

    /// <summary>Any bytes at all, as a controller gone mad would send.</summary>
    public void Deliver(byte[] packet, TimeSpan at)
    {
        lock (monitor)
        {
            Enqueue(packet, at);
        }
    }

    /// <summary>Another program switches scanning off: silence and no error, until the scan command is repeated.</summary>
    public void StopScanning()
    {
        lock (monitor)
        {
            scan = ScanMode.Off;
        }
    }

    /// <summary>The controller's firmware hangs: it hears nothing and answers nothing until <see cref="Reset"/>.</summary>
    public void Hang()
    {
        lock (monitor)
        {
            isHung = true;
        }
    }

    /// <summary>The dongle is pulled: whoever has it open is told, and must open it again once it is back.</summary>
    public void Unplug()
    {
        lock (monitor)
        {
            (isPlugged, isOpen) = (false, false);
            StopEverything();
            waiting.Clear();
            Monitor.PulseAll(monitor);
        }
    }

    public void Plug()
    {
        lock (monitor)
        {
            isPlugged = true;
        }
    }

    public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
    {
        lock (monitor)
        {
            clock.Wait(monitor, () => waiting.Count > 0 || !isOpen, timeout);
            ThrowIfLost();
            at = clock.SinceBoot;
            if (!waiting.TryDequeue(out var next)) return 0;

            at = next.At;
            var length = Math.Min(next.Packet.Length, packet.Length);
            next.Packet.AsSpan(0, length).CopyTo(packet);
            return length;
        }
    }

    public void Send(ReadOnlySpan<byte> command)
    {
        lock (monitor)
        {
            ThrowIfLost();
            if (!isHung) Enqueue(Answer(command), clock.SinceBoot);
        }
    }

    public void Reset()
    {
        lock (monitor)
        {
            ThrowIfLost();
            isHung = false;
            StopEverything();
        }
    }

    public void Dispose()
    {
        lock (monitor)
        {
            isOpen = false;
            Monitor.PulseAll(monitor);
        }
    }

    internal SimulatedRadio Open()
    {
        lock (monitor)
        {
            if (!isPlugged) throw new DeviceException($"cannot open radio {name}: ENODEV; no such adapter, plug it in (simulated)");
            isOpen = true;
            StopEverything();
            waiting.Clear();
            return this;
        }
    }

    private void ThrowIfLost()
    {
        if (!isOpen) throw new DeviceException($"radio {name} is lost: EPIPE; the adapter was unplugged, plug it in again (simulated)");
    }

    private void Enqueue(byte[] packet, TimeSpan at)
    {
        if (waiting.Count == PacketsWaitingMax)
        {
            packetsLost++;
            return;
        }

        waiting.Enqueue((packet, at));
        Monitor.PulseAll(monitor);
    }
}
