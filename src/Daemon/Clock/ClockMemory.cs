namespace EdgeGateway.Daemon.Clock;

/// <summary>What a machine without a real-time clock remembers over a reboot. The file <c>clock.json</c> beside the outbox.</summary>
/// <param name="Floor">It has certainly been this late: the last time at which the clock was right.</param>
/// <param name="Boots">When recent boots began on the wall, the newest first; only those during which the clock became right.</param>
internal sealed record ClockMemory(DateTimeOffset Floor, IReadOnlyList<BootBeginning> Boots)
{
    /// <summary>Events of older boots that are still in the outbox keep their estimate.</summary>
    public const int BootsMax = 32;

    public static ClockMemory Nothing { get; } = new(DateTimeOffset.UnixEpoch, []);
}
