using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Runs the daemon's own counters over a recording. A recording may hold one sensor's signals or several sensors' of one door; each kind is
/// counted for itself.
/// </summary>
public sealed class DoorReplay(BeamPairSettings beamSettings, TofSettings tofSettings)
{
    // After the last edge only time decides.
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(5);

    private readonly BeamPair beams = new(beamSettings);
    private readonly TofCounter tof = new(tofSettings);
    private readonly List<DoorFinding> findings = [];
    private ThermalCounter? thermal;
    private TimeSpan lastAt = TimeSpan.MinValue;
    private TimeSpan lastEdgeAt;

    /// <summary>One signal; the crossings that it completes. The list is valid until the next call.</summary>
    /// <param name="problem">Why the signal was not used; empty otherwise.</param>
    public IReadOnlyList<DoorFinding> Observe(in DoorSignal signal, out string problem)
    {
        findings.Clear();
        problem = "";
        if (signal.At < lastAt)
        {
            problem = $"t goes back by {(lastAt - signal.At).TotalSeconds:0.###} s; a recording is in order of time";
            return findings;
        }

        lastAt = signal.At;
        if (signal.Kind == SignalKind.Beam)
        {
            lastEdgeAt = signal.At;
            AddBeams(beams.Observe(signal.Line, signal.IsBroken, signal.At));
        }
        else if (signal.Kind == SignalKind.Distance)
        {
            Add(tof.Observe(signal.Distance));
        }
        else
        {
            problem = ObserveFrame(signal);
        }

        return findings;
    }

    /// <summary>The recording is over: what was still undecided.</summary>
    public IReadOnlyList<DoorFinding> End()
    {
        findings.Clear();
        AddBeams(beams.Advance(lastEdgeAt + AfterTheEnd));
        Add(tof.End());
        Add(thermal?.End() ?? []);
        return findings;
    }

    private string ObserveFrame(in DoorSignal signal)
    {
        var (rows, columns) = signal.Celsius.Length == 64 ? (8, 8) : (24, 32);
        thermal ??= new ThermalCounter(ThermalSettings.Of(rows, columns));
        var unusable = thermal.Unusable;
        Add(thermal.Observe(signal.At, signal.Celsius.Span));
        return thermal.Unusable == unusable ? "" : "the frame has another size than the first one, or a pixel that no chip can show";
    }

    private void Add(IReadOnlyList<DoorFinding> found)
    {
        foreach (var one in found)
        {
            if (one.Kind == DoorFindingKind.Crossing)
                findings.Add(one);
        }
    }

    private void AddBeams(IReadOnlyList<BeamFinding> found)
    {
        foreach (var one in found)
        {
            if (one.Kind == BeamFindingKind.Crossing)
                findings.Add(new DoorFinding(DoorFindingKind.Crossing, one.At, one.Direction, one.Confidence));
        }
    }
}
