namespace EdgeGateway.Visits;

/// <summary>What a door book remembers over a restart.</summary>
/// <param name="Closed">Earlier days, the oldest first; at most <see cref="DaysMax"/>.</param>
public sealed record DoorMemory(DoorDay Today, IReadOnlyList<DoorDay> Closed)
{
    /// <summary>Two weeks: enough to look back, little to write.</summary>
    public const int DaysMax = 14;

    public static DoorMemory Nothing { get; } = new(new DoorDay(null, [], 0, false), []);
}
