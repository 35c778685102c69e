namespace EdgeGateway.Devices.Simulated;

/// <summary>A request for lines of a <see cref="SimulatedGpioChip"/>.</summary>
public sealed class SimulatedGpioLines : IGpioLines
{
    private const int EdgesWaitingMax = 256; // As the real request's buffer; the kernel drops the oldest.

    private readonly object monitor = new();
    private readonly SimulatedGpioChip chip;
    private readonly int[] offsets;
    private readonly SimulatedClock clock;
    private readonly Queue<GpioEdge> waiting = new();
    private uint sequence;
    private bool isLost;

    internal SimulatedGpioLines(SimulatedGpioChip chip, IReadOnlyList<int> offsets, SimulatedClock clock)
    {
        this.chip = chip;
        this.offsets = [.. offsets];
        this.clock = clock;
    }

    public string Name => $"{chip.Name}:{string.Join(',', offsets)}";

    public bool IsActive(int offset)
    {
        if (!Holds(offset)) throw new ArgumentOutOfRangeException(nameof(offset), offset, $"not one of the lines {Name}");
        lock (monitor)
        {
            ThrowIfLost();
        }

        return chip.Level(offset);
    }

    public bool WaitForEdge(TimeSpan timeout, out GpioEdge edge)
    {
        lock (monitor)
        {
            clock.Wait(monitor, () => waiting.Count > 0 || isLost, timeout);
            ThrowIfLost();
            return waiting.TryDequeue(out edge);
        }
    }

    /// <summary>The kernel's buffer overruns: so many edges happened and will never be read.</summary>
    public void LoseEdges(uint count)
    {
        lock (monitor)
        {
            sequence += count;
        }
    }

    public void Dispose() => chip.Release(this);

    internal bool Holds(int offset) => offsets.Contains(offset);

    internal void Enqueue(TimeSpan at, int offset, bool active)
    {
        lock (monitor)
        {
            if (waiting.Count == EdgesWaitingMax) waiting.Dequeue();
            waiting.Enqueue(new GpioEdge(at, offset, active, ++sequence));
            Monitor.PulseAll(monitor);
        }
    }

    internal void Lose()
    {
        lock (monitor)
        {
            isLost = true;
            Monitor.PulseAll(monitor);
        }
    }

    private void ThrowIfLost()
    {
        if (isLost) throw new DeviceException($"GPIO lines {Name} are lost: ENODEV; the chip was removed (simulated)");
    }
}
