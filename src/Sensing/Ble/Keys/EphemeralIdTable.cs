using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// The ephemeral ids that enrolled beacons may be using now, computed ahead. Looking one up costs no AES, so that invented ids cost
/// nothing but the look-up.
/// </summary>
internal sealed class EphemeralIdTable : IDisposable
{
    /// <summary>Ids of all beacons together, about 4 MB when full.</summary>
    public const int IdsMax = 65_536;

    private readonly List<Row> rows = [];
    private readonly Dictionary<ulong, EphemeralMatch> ids = [];

    public int Count => ids.Count;

    /// <summary>Every id that is looked for.</summary>
    public IEnumerable<EphemeralMatch> Matches => ids.Values;

    /// <summary>Ids that one beacon needs: its clock may be off both ways, and is somewhere within a period.</summary>
    public static long IdsFor(BeaconKey key) => (2 * (long)key.ClockTolerance.TotalSeconds >> key.RotationExponent) + 2;

    public void Add(BeaconKey key, Identifier beacon) => rows.Add(new Row(new EphemeralId(key), beacon));

    /// <summary>Moves the windows on; costs almost nothing while no beacon's period has changed.</summary>
    public void Advance(DateTimeOffset utcNow)
    {
        foreach (var row in rows)
        {
            var key = row.Ids.Beacon;
            var now = row.Ids.CounterAt(utcNow);
            var tolerance = (long)key.ClockTolerance.TotalSeconds;
            var first = Math.Max(0, now - tolerance) >> key.RotationExponent;
            var last = Math.Max(0, now + tolerance) >> key.RotationExponent;
            for (; row.First <= row.Last && (row.First < first || row.First > last); row.First++)
            {
                Remove(row, row.First);
            }

            for (; row.Last >= row.First && row.Last > last; row.Last--)
            {
                Remove(row, row.Last);
            }

            if (row.First > row.Last)
            {
                (row.First, row.Last) = (first, first - 1);
            }

            for (; row.First > first; row.First--)
            {
                Put(row, row.First - 1);
            }

            for (; row.Last < last; row.Last++)
            {
                Put(row, row.Last + 1);
            }
        }
    }

    /// <summary>Whose id it is, if anybody's.</summary>
    public bool TryFind(ulong id, out EphemeralMatch match) => ids.TryGetValue(id, out match);

    public void Dispose()
    {
        foreach (var row in rows)
        {
            row.Ids.Dispose();
        }
    }

    private void Put(Row row, long period) => ids.TryAdd(row.Ids.Of(period), new EphemeralMatch(row.Beacon, row.Ids, row.Ids.TimeOf(period)));

    private void Remove(Row row, long period)
    {
        var id = row.Ids.Of(period);
        if (ids.TryGetValue(id, out var match) && match.Ids == row.Ids)
        {
            ids.Remove(id);
        }
    }

    private sealed class Row(EphemeralId ids, Identifier beacon)
    {
        public EphemeralId Ids { get; } = ids;

        public Identifier Beacon { get; } = beacon;

        public long First { get; set; }

        public long Last { get; set; } = -1;
    }
}
