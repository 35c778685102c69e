using System.Text.Json.Serialization;

namespace EdgeGateway.Outbox;

/// <summary>Where the outbox is and how much it may hold.</summary>
public sealed record OutboxOptions
{
    /// <summary>The database file; its folder is made when it is missing. <c>:memory:</c> keeps everything in memory, for a simulation.</summary>
    public string Path { get; init; } = "/var/lib/edge-gateway/outbox.db";

    /// <summary>
    /// <c>/stores/{store}/gateways/{gateway}</c>: whose events these are. When it changes, a new epoch begins, because the hub counts each name's numbers
    /// from 1. Not a key of its own: it follows from the gateway's name. Empty for nobody's.
    /// </summary>
    [JsonIgnore]
    public string Source { get; init; } = "";

    /// <summary>Used pages of the database; 1 MiB to 64 GiB.</summary>
    public long SizeBytesMax { get; init; } = 512L * 1024 * 1024;

    /// <summary>Older events are dropped; at least a minute.</summary>
    public TimeSpan AgeMax { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Events that may wait for the writer; the size of the memory lane when the disk fails; 1 to 1 000 000.</summary>
    public int AppendsWaitingMax { get; init; } = 10_000;

    /// <summary>Events in one transaction; 1 to 10 000.</summary>
    public int GroupEventsMax { get; init; } = 2_000;

    /// <summary>Shortest time between commits that hold no arrival (<see cref="CommitPace"/>); zero: every event at once.</summary>
    public TimeSpan GatherWithin { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a removal may wait for an append to share its transaction with.</summary>
    public TimeSpan RemoveWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a failing medium is tried again.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pages of 4 KiB in the WAL before they are copied into the database; 100 to 100 000.</summary>
    public int WalPagesMax { get; init; } = 2_000;

    /// <summary>The size cap when the folder cannot be written and the outbox runs in memory.</summary>
    public long MemoryBytesMax { get; init; } = 32L * 1024 * 1024;

    /// <summary>How many files that had to be given up are kept once the hub has what could be read of them.</summary>
    public int QuarantinedFilesMax { get; init; } = 5;

    /// <summary>From which size on small blocks are packed, where the lab wants it always; otherwise when the outbox is nearly full.</summary>
    internal long? PackFromBytes { get; init; }

    /// <summary>All that is wrong, each with the key and the remedy.</summary>
    public IEnumerable<string> Problems(string prefix = "outbox")
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return $"{prefix}.path is empty; name the database file, for example /var/lib/edge-gateway/outbox.db";
        }

        if (SizeBytesMax is < 1024 * 1024 or > 64L * 1024 * 1024 * 1024)
        {
            yield return $"{prefix}.sizeBytesMax is {SizeBytesMax}; choose 1048576 (1 MiB) to 68719476736 (64 GiB)";
        }

        if (AgeMax < TimeSpan.FromMinutes(1))
        {
            yield return $"{prefix}.ageMax is {AgeMax}; choose at least 00:01:00, or 30.00:00:00 for thirty days";
        }

        foreach (var problem in RangeProblems(prefix))
        {
            yield return problem;
        }
    }

    private IEnumerable<string> RangeProblems(string prefix)
    {
        (string Key, long Value, long Low, long High)[] ranges =
        [
            ("appendsWaitingMax", AppendsWaitingMax, 1, 1_000_000),
            ("groupEventsMax", GroupEventsMax, 1, 10_000),
            ("walPagesMax", WalPagesMax, 100, 100_000),
            ("memoryBytesMax", MemoryBytesMax, 1024 * 1024, 1024L * 1024 * 1024),
            ("quarantinedFilesMax", QuarantinedFilesMax, 1, 100),
        ];
        foreach (var (key, value, low, high) in ranges)
        {
            if (value < low || value > high)
            {
                yield return $"{prefix}.{key} is {value}; choose {low} to {high}";
            }
        }

        if (GatherWithin < TimeSpan.Zero || GatherWithin > TimeSpan.FromSeconds(10))
        {
            yield return $"{prefix}.gatherWithin is {GatherWithin}; choose 00:00:00 (every event at once) to 00:00:10";
        }

        if (RemoveWithin <= TimeSpan.Zero || RemoveWithin > TimeSpan.FromMinutes(10))
        {
            yield return $"{prefix}.removeWithin is {RemoveWithin}; choose more than zero and at most 00:10:00";
        }

        if (RetryEvery <= TimeSpan.Zero || RetryEvery > TimeSpan.FromHours(1))
        {
            yield return $"{prefix}.retryEvery is {RetryEvery}; choose more than zero and at most 01:00:00";
        }
    }
}
