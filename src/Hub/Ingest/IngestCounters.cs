namespace EdgeGateway.Hub.Ingest;

/// <summary>What the hub's process has counted since it started; Prometheus wants counters, the ledger has the totals.</summary>
internal sealed class IngestCounters
{
    /// <summary>Upper bounds of the sensing-to-stored histogram, in seconds.</summary>
    public static readonly double[] DelayBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 60, 3600];

    private readonly List<DateTimeOffset> _sensed = [];

    public long Stored { get; set; }

    public long Repeats { get; set; }

    public long Unreadable { get; set; }

    public long Commits { get; private set; }

    public double DelaySum { get; private set; }

    /// <summary>Per bound, not cumulated; the last is for everything longer.</summary>
    public long[] Delays { get; } = new long[DelayBounds.Length + 1];

    /// <summary>An event of the batch, whose delay is known once the batch is committed.</summary>
    public void Sensed(DateTimeOffset at) => _sensed.Add(at);

    /// <summary>Adds a batch that was committed at <paramref name="now"/>.</summary>
    public void Add(IngestCounters batch, DateTimeOffset now)
    {
        Stored += batch.Stored;
        Repeats += batch.Repeats;
        Unreadable += batch.Unreadable;
        Commits++;
        foreach (var at in batch._sensed)
        {
            // A gateway whose clock is ahead counts as zero.
            var seconds = Math.Max(0, (now - at).TotalSeconds);
            DelaySum += seconds;
            var bound = Array.FindIndex(DelayBounds, bound => seconds <= bound);
            Delays[bound < 0 ? ^1 : bound]++;
        }
    }
}
