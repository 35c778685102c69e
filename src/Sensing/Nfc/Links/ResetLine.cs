using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>The wire to the chip's RSTPD_N pin: a power cycle without a technician.</summary>
/// <param name="pause">Waits on the clock that the reader lives by.</param>
internal sealed class ResetLine(IGpioOutput line, Action<TimeSpan> pause) : IDisposable
{
    // Generous: a deaf reader has lost a second already, and modules have a capacitor at this pin.
    private static readonly TimeSpan LowFor = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BootsWithin = TimeSpan.FromMilliseconds(100);

    public string Name => line.Name;

    public void Pulse()
    {
        line.Set(high: false);
        pause(LowFor);
        line.Set(high: true);
        pause(BootsWithin);
    }

    public void Dispose() => line.Dispose();
}
