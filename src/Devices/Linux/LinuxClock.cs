namespace EdgeGateway.Devices.Linux;

/// <summary>The kernel's clocks.</summary>
public sealed class LinuxClock : IClock
{
    private readonly Lazy<Guid> bootId = new(ReadBootId);

    public TimeSpan SinceBoot
    {
        get
        {
            if (Libc.GetTime(Libc.ClockMonotonic, out var time) < 0) throw LinuxError.Last("clock_gettime", "cannot read the clock", _ => null);
            return FromNanoseconds(time.Seconds, time.Nanoseconds);
        }
    }

    public DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

    public bool IsSynchronised
    {
        get
        {
            var timex = default(Libc.Timex);
            var state = Libc.AdjustTime(ref timex);
            if (state < 0) throw LinuxError.Last("adjtimex", "cannot ask whether the clock is synchronised", _ => null);
            return state != Libc.ClockStateError && (timex.Status & Libc.ClockUnsynchronised) == 0;
        }
    }

    public Guid BootId => bootId.Value;

    internal static TimeSpan FromNanoseconds(long seconds, long nanoseconds) =>
        new((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimeSpan.NanosecondsPerTick));

    private static Guid ReadBootId() => Guid.Parse(File.ReadAllText("/proc/sys/kernel/random/boot_id").AsSpan().Trim());
}
