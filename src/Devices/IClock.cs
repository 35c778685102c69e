namespace EdgeGateway.Devices;

/// <summary>The machine's clocks.</summary>
public interface IClock
{
    /// <summary>CLOCK_MONOTONIC: never jumps. The kernel stamps GPIO edges on this clock.</summary>
    TimeSpan SinceBoot { get; }

    /// <summary>CLOCK_REALTIME: jumps when NTP corrects it.</summary>
    DateTimeOffset UtcNow { get; }

    /// <summary>True once NTP has synchronised the clock (adjtimex without STA_UNSYNC).</summary>
    bool IsSynchronised { get; }

    /// <summary>/proc/sys/kernel/random/boot_id: <see cref="SinceBoot"/> values of one boot can be compared.</summary>
    Guid BootId { get; }
}
