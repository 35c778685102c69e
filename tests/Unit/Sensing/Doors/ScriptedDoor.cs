using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>A doorway's two lines on which a script happens as fast as it is waited for; edges can be lost on the way.</summary>
internal sealed class ScriptedDoor(SimulatedClock clock) : IHardware, IGpioLines
{
    private readonly Dictionary<int, bool> levels = [];
    private (double At, int Line, bool Active)[] script = [];
    private CancellationTokenSource? stopping;
    private TimeSpan begin;
    private double end;
    private int next;
    private uint sequence;

    /// <summary>Numbers of edges that happen and are never told: counted in the sequence, as when the kernel's buffer overran.</summary>
    public HashSet<int> Overrun { get; } = [];

    /// <summary>Numbers of edges that happen and are neither told nor counted.</summary>
    public HashSet<int> Missing { get; } = [];

    /// <summary>When the chip goes away.</summary>
    public double GoneAt { get; set; } = double.MaxValue;

    public IClock Clock => clock;

    public string Name => "gpiochip0:17,27";

    /// <summary>Somebody stands in this beam from before the start.</summary>
    public void Break(int line) => levels[line] = true;

    /// <summary>Whoever stood there has gone while nobody looked.</summary>
    public void Free(int line) => levels[line] = false;

    public void Play((double At, int Line, bool Active)[] edges, double seconds, CancellationTokenSource stop)
    {
        (script, end, stopping, begin, next) = (edges, seconds, stop, clock.SinceBoot, 0);
    }

    public bool IsActive(int offset)
    {
        ThrowIfGone();
        return levels.GetValueOrDefault(offset);
    }

    public bool WaitForEdge(TimeSpan timeout, out GpioEdge edge)
    {
        var until = clock.SinceBoot + timeout;
        while (next < script.Length && begin + TimeSpan.FromSeconds(script[next].At) <= until)
        {
            var (at, line, active) = script[next];
            clock.AdvanceTo(begin + TimeSpan.FromSeconds(at));
            levels[line] = active;
            var number = next++;
            sequence += Missing.Contains(number) ? 0u : 1u;
            if (!Missing.Contains(number) && !Overrun.Contains(number))
            {
                ThrowIfGone();
                edge = new GpioEdge(clock.SinceBoot, line, active, sequence);
                return true;
            }
        }

        clock.AdvanceTo(until);
        ThrowIfGone();
        if ((until - begin).TotalSeconds >= end)
            stopping!.Cancel();

        edge = default;
        return false;
    }

    public IGpioLines OpenGpioLines(GpioLinesSettings settings) => this;

    public IRadio OpenRadio(string adapter) => throw new DeviceException("a door has no radio");

    public II2cBus OpenI2cBus(string bus) => throw new DeviceException("a door has no I2C bus");

    public ISerialPort OpenSerialPort(string path, int baud) => throw new DeviceException("a door has no serial line");

    public void Dispose()
    {
    }

    private void ThrowIfGone()
    {
        if ((clock.SinceBoot - begin).TotalSeconds >= GoneAt)
            throw new DeviceException("GPIO lines are lost: ENODEV");
    }
}
