using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Doors;

/// <summary>A door watched by two light beams on one GPIO chip.</summary>
public sealed class BeamSensor(BeamDoorOptions options, IHardware hardware) : IDoorSensor
{
    private const string FamilyName = "doors";

    // Well under the 500 ms in which a sensor must notice that it is to stop.
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(250);

    private long edgesLost;

    public string Name => options.Name;

    public string Family => FamilyName;

    public string Door => options.DoorName;

    public SignalOutlet Signals { get; } = new(SignalKind.Beam);

    public SensorVitals Vitals { get; } = new(options.Name, FamilyName, options.SilentAfter, options.DoorName);

    /// <summary>Edges that the kernel dropped or that never came; the passages they belonged to have half the confidence.</summary>
    public long EdgesLost => Interlocked.Read(ref edgesLost);

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var lines = hardware.OpenGpioLines(options.LinesSettings);
        var pair = new BeamPair(options.PairSettings);
        var reporter = new BeamReporter(options, Vitals, sightings);
        var follower = new EdgeFollower(options, lines, pair, Signals);
        reporter.Begin(hardware.Clock.SinceBoot, stopping);
        reporter.Add(follower.Begin(hardware.Clock.SinceBoot), stopping);
        while (!stopping.IsCancellationRequested)
        {
            var now = hardware.Clock.SinceBoot;
            if (Signals.TakeNewcomer())
                follower.OfferBroken(now);
            if (lines.WaitForEdge(WaitFor(pair, now), out var edge))
            {
                Vitals.Alive(edge.At);
                reporter.Add(follower.Follow(edge), stopping);
                continue;
            }

            now = hardware.Clock.SinceBoot;
            reporter.Add(pair.Advance(now), stopping);
            reporter.Add(follower.CheckLevels(now, Vitals), stopping);
            Interlocked.Exchange(ref edgesLost, follower.EdgesLost);
        }
    }

    private static TimeSpan WaitFor(BeamPair pair, TimeSpan now)
    {
        var left = (pair.NextDeadline ?? TimeSpan.MaxValue) - now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < WaitMax ? left : WaitMax;
    }
}
