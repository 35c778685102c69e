using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Runs the daemon's own counters over a recording. A recording may hold one sensor's signals or several sensors' of one door; each kind is
/// counted for itself.
/// </summary>
public sealed class DoorReplay(ReplayOptions options)
{
    // After the last edge only time decides.
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(5);

    private readonly BeamPair beams = new(options.Beams.PairSettings);
    private readonly TofCounter tof = new(options.Tof.Settings);
    private readonly PassageCounter singleBeam = new(options.SingleBeam.PassageSettings);
    private readonly PassageCounter ultrasonic = new(options.Ultrasonic.PassageSettings);
    private readonly NearWatch near = new(options.Ultrasonic.NearerMetres);
    private readonly List<DoorFinding> findings = [];
    private ThermalCounter? thermal;
    private TimeSpan lastAt = TimeSpan.MinValue;
    private TimeSpan lastEdgeAt;

    /// <summary>One signal; the crossings and passages that it completes. The list is valid until the next call.</summary>
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
        switch (signal.Kind)
        {
            case SignalKind.Beam:
                lastEdgeAt = signal.At;
                AddBeams(beams.Observe(signal.Line, signal.IsBroken, signal.At));
                break;
            case SignalKind.SingleBeam:
                Add(singleBeam.Observe(signal.IsBroken, signal.At));
                break;
            case SignalKind.Distance:
                Add(tof.Observe(signal.Distance));
                break;
            case SignalKind.Ultrasonic:
                if (near.Observe(signal.Millimetres / 1000.0))
                    Add(ultrasonic.Observe(near.IsNear, signal.At));
                break;
            default:
                problem = ObserveFrame(signal);
                break;
        }

        return findings;
    }

    /// <summary>The recording is over: what was still undecided.</summary>
    public IReadOnlyList<DoorFinding> End()
    {
        findings.Clear();
        AddBeams(beams.Advance(lastEdgeAt + AfterTheEnd));
        Add(singleBeam.Advance(lastAt + AfterTheEnd));
        Add(ultrasonic.Advance(lastAt + AfterTheEnd));
        Add(tof.End());
        Add(thermal?.End() ?? []);
        return findings;
    }

    private string ObserveFrame(in DoorSignal signal)
    {
        thermal ??= new ThermalCounter(SettingsOf(signal));
        var unusable = thermal.Unusable;
        Add(thermal.Observe(signal.At, signal.Celsius.Span));
        return thermal.Unusable == unusable ? "" : "the frame has another size than the first one, or a pixel that no chip can show";
    }

    private ThermalSettings SettingsOf(in DoorSignal frame)
    {
        var settings = ThermalSettings.Of(frame.Celsius.Length / frame.Columns, frame.Columns);
        return options.Thermal.RefreshHertz is { } hertz ? settings with { FrameEvery = Mlx90640.FrameEveryAt(hertz) } : settings;
    }

    private void Add(IReadOnlyList<DoorFinding> found)
    {
        foreach (var one in found)
        {
            if (one.Kind is DoorFindingKind.Crossing or DoorFindingKind.Passage)
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
