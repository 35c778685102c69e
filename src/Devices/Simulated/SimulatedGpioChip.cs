namespace EdgeGateway.Devices.Simulated;

/// <summary>A GPIO chip whose lines a test or a store script drives.</summary>
public sealed class SimulatedGpioChip(string name, SimulatedClock clock, int lineCount = SimulatedGpioChip.LinesOfAPi)
{
    internal const int LinesOfAPi = 28;

    private readonly object monitor = new();
    private readonly bool[] isActive = new bool[lineCount];
    private readonly List<SimulatedGpioLines> requests = [];

    public string Name => name;

    internal bool IsGone { get; private set; }

    /// <summary>Called on the driver's thread when it sets one of its outputs: the line's number and whether it is high.</summary>
    public Action<int, bool>? Driven { get; set; }

    /// <summary>Sets a line's level, after active-low: true is active, a broken beam. No edge when it is so already.</summary>
    public void Set(int offset, bool active, TimeSpan at)
    {
        lock (monitor)
        {
            if (isActive[offset] == active) return;
            isActive[offset] = active;
            requests.Find(one => one.Holds(offset))?.Enqueue(at, offset, active);
        }
    }

    /// <summary>The chip is removed: every request on it fails and must be made again.</summary>
    public void Unplug()
    {
        lock (monitor)
        {
            IsGone = true;
            requests.ForEach(one => one.Lose());
            requests.Clear();
        }
    }

    public void Plug() => IsGone = false;

    internal SimulatedGpioLines Request(GpioLinesSettings settings)
    {
        lock (monitor)
        {
            var tried = $"cannot open GPIO lines {name}:{string.Join(',', settings.Offsets)}";
            if (IsGone) throw new DeviceException($"{tried}: ENOENT; no such chip (simulated)");
            foreach (var offset in settings.Offsets)
            {
                if (offset < 0 || offset >= lineCount) throw new DeviceException($"{tried}: the chip has lines 0 to {lineCount - 1}, not {offset}");
                if (requests.Exists(one => one.Holds(offset))) throw new DeviceException($"{tried}: EBUSY; line {offset} is used by 'edge-gateway'");
            }

            var lines = new SimulatedGpioLines(this, settings.Offsets, clock);
            requests.Add(lines);
            return lines;
        }
    }

    internal SimulatedGpioOutput Drive(GpioLineAddress line, bool high)
    {
        var request = Request(new GpioLinesSettings(line.Chip, [line.Offset]));
        var output = new SimulatedGpioOutput(this, request, line.Offset);
        output.Set(high);
        return output;
    }

    internal bool Level(int offset)
    {
        lock (monitor)
        {
            return isActive[offset];
        }
    }

    internal void Release(SimulatedGpioLines lines)
    {
        lock (monitor)
        {
            requests.Remove(lines);
        }
    }
}
