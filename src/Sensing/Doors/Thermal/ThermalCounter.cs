using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// A thermal array over a door: finds warm bodies in its frames, follows them, and counts who has come in on one side of the line and gone
/// on the other. Pure: the same frames give the same findings. A finding list is valid until the next call.
/// </summary>
public sealed class ThermalCounter
{
    private static readonly TimeSpan LostAfterMin = TimeSpan.FromMilliseconds(280);

    // Both ends of the way lie so far from the line, in shares of the rows.
    private const double SideShare = 0.1;

    private readonly ThermalSettings settings;
    private readonly ThermalBackground background;
    private readonly BlobFinder finder;
    private readonly List<ThermalTrack> tracks = [];
    private readonly List<DoorFinding> findings = [];
    private readonly double[] warmer;
    private readonly double line;
    private readonly TimeSpan lostAfter;
    private TimeSpan lastAt = TimeSpan.MinValue;

    public ThermalCounter(ThermalSettings settings)
    {
        this.settings = settings;
        background = new ThermalBackground(settings.Rows * settings.Columns, settings.AbsorbAfter);
        finder = new BlobFinder(settings);
        warmer = new double[settings.Rows * settings.Columns];
        line = (settings.Rows - 1) / 2.0;

        // A body that is not seen in two frames has gone.
        lostAfter = TimeSpan.FromTicks(Math.Max(LostAfterMin.Ticks, (long)(2.2 * settings.FrameEvery.Ticks)));
    }

    /// <summary>People under the sensor now.</summary>
    public int People => tracks.Count;

    /// <summary>Frames of another size, from before the last one, or with a pixel that no chip can show.</summary>
    public long Unusable { get; private set; }

    /// <summary>One frame, row by row from the street's side, in °C; an unusable one is ignored.</summary>
    public IReadOnlyList<DoorFinding> Observe(TimeSpan at, ReadOnlySpan<float> celsius)
    {
        findings.Clear();
        if (celsius.Length != warmer.Length || at <= lastAt || !IsPlausible(celsius))
        {
            Unusable++;
            return findings;
        }

        lastAt = at;
        background.Subtract(celsius, warmer);
        var blobs = finder.Find(warmer);
        if (!background.IsLearnt)
            blobs.Clear();
        background.Learn(celsius, finder.Owner, at);
        Follow(blobs, at);
        EndLost(at);
        return findings;
    }

    /// <summary>No more frames will come: those who were still there, as far as they went.</summary>
    public IReadOnlyList<DoorFinding> End()
    {
        findings.Clear();
        EndLost(TimeSpan.MaxValue);
        return findings;
    }

    private static bool IsPlausible(ReadOnlySpan<float> celsius)
    {
        foreach (var pixel in celsius)
        {
            // Not a number fails this as well.
            if (pixel is not (> -50 and < 350))
                return false;
        }

        return true;
    }

    // The nearest pair first, until none is near enough.
    private void Follow(List<Blob> blobs, TimeSpan at)
    {
        var isTaken = 0;
        Span<bool> done = stackalloc bool[tracks.Count];
        while (Nearest(blobs, at, done, isTaken) is ( >= 0 and var track, var blob))
        {
            tracks[track].Follow(blobs[blob], at);
            done[track] = true;
            isTaken |= 1 << blob;
        }

        for (var i = 0; i < blobs.Count; i++)
        {
            if ((isTaken & (1 << i)) == 0)
                tracks.Add(new ThermalTrack(blobs[i], at, line));
        }
    }

    private (int Track, int Blob) Nearest(List<Blob> blobs, TimeSpan at, ReadOnlySpan<bool> done, int isTaken)
    {
        var (best, nearest) = ((-1, -1), settings.StepPixelsMax);
        for (var i = 0; i < done.Length; i++)
        {
            if (done[i])
                continue;
            var (row, column) = tracks[i].Expected(at);
            for (var j = 0; j < blobs.Count; j++)
            {
                var apart = double.Hypot(row - blobs[j].Row, column - blobs[j].Column);
                if ((isTaken & (1 << j)) == 0 && apart < nearest)
                    (best, nearest) = ((i, j), apart);
            }
        }

        return best;
    }

    private void EndLost(TimeSpan at)
    {
        for (var i = tracks.Count - 1; i >= 0; i--)
        {
            if (at - tracks[i].LastAt < lostAfter)
                continue;
            Tell(tracks[i]);
            tracks.RemoveAt(i);
        }
    }

    private void Tell(ThermalTrack track)
    {
        var side = SideShare * settings.Rows;
        if (track.Frames < 2)
            return;
        var (from, to) = (track.FirstRow - line, track.Expected(track.LastAt).Row - line);
        if (from * to < 0 && Math.Abs(from) > side && Math.Abs(to) > side)
            findings.Add(new DoorFinding(DoorFindingKind.Crossing, track.OverAt ?? track.LastAt, to > 0 ? Direction.In : Direction.Out, 0.9, Tangent(track)));
        else if (track.Frames > 4)
            findings.Add(new DoorFinding(DoorFindingKind.UTurn, track.LastAt, AcrossTangent: Tangent(track)));
    }

    private double Tangent(ThermalTrack track) =>
        Math.Tan((((track.OverColumn + 0.5) / settings.Columns) - 0.5) * settings.DegreesAcross * Math.PI / 180);
}
