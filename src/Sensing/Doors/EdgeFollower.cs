using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>Keeps a beam pair in step with its lines: feeds it the edges, notices lost ones, and reads the levels again.</summary>
internal sealed class EdgeFollower(BeamDoorOptions options, IGpioLines lines, BeamPair pair, SignalOutlet signals)
{
    // Reading the levels proves that the chip is there, and finds edges that were lost without a hole in their numbers.
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(2);

    // A level that differs may be an edge still on its way through the kernel's debounce.
    private static readonly TimeSpan EdgeOnItsWay = TimeSpan.FromMilliseconds(20);

    private uint lastSequence;
    private bool mustReadLevels;
    private TimeSpan readAt;
    private long overrun;

    public long EdgesLost => overrun + pair.EdgesLost;

    /// <summary>The levels at the start: somebody may stand in the door.</summary>
    public IReadOnlyList<BeamFinding> Begin(TimeSpan now)
    {
        readAt = now;
        return pair.Resync(lines.IsActive(options.Outer), lines.IsActive(options.Inner), now);
    }

    public IReadOnlyList<BeamFinding> Follow(in GpioEdge edge)
    {
        var expected = lastSequence + 1;
        if (lastSequence != 0 && edge.Sequence != expected)
        {
            // The kernel drops the oldest edges, so what is still queued is newer than the hole; the levels are read once it is empty.
            overrun += unchecked(edge.Sequence - expected);
            pair.LoseEdges();
            mustReadLevels = true;
        }

        lastSequence = edge.Sequence;
        var line = edge.Offset == options.Outer ? BeamLine.Outer : BeamLine.Inner;
        signals.Offer(DoorSignal.OfBeam(edge.At, line, edge.IsActive));
        return pair.Observe(line, edge.IsActive, edge.At);
    }

    /// <summary>Called when no edge waits: reads the levels when it is time.</summary>
    public IReadOnlyList<BeamFinding> CheckLevels(TimeSpan now, SensorVitals vitals)
    {
        if (!mustReadLevels && now - readAt < ReadEvery)
        {
            return [];
        }

        var (outer, inner) = (lines.IsActive(options.Outer), lines.IsActive(options.Inner));
        (readAt, mustReadLevels) = (now, false);
        vitals.Alive(now, newSignals: 0);
        if (outer == pair.IsActive(BeamLine.Outer) && inner == pair.IsActive(BeamLine.Inner))
        {
            return [];
        }

        if (lines.WaitForEdge(EdgeOnItsWay, out var edge))
        {
            mustReadLevels = true;
            return Follow(edge);
        }

        OfferChanged(BeamLine.Outer, outer, now);
        OfferChanged(BeamLine.Inner, inner, now);
        return pair.Resync(outer, inner, now);
    }

    /// <summary>The beams that are broken as a recording begins: whoever reads it believes both to be free.</summary>
    public void OfferBroken(TimeSpan now)
    {
        foreach (var line in (ReadOnlySpan<BeamLine>)[BeamLine.Outer, BeamLine.Inner])
        {
            if (pair.IsActive(line))
                signals.Offer(DoorSignal.OfBeam(now, line, isBroken: true));
        }
    }

    // The edge itself was lost; its level is known only now.
    private void OfferChanged(BeamLine line, bool active, TimeSpan now)
    {
        if (active != pair.IsActive(line))
            signals.Offer(DoorSignal.OfBeam(now, line, active));
    }
}
