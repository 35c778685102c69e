using System.Globalization;
using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>An A02YYUW ultrasonic sensor at a door: how many passed, not which way.</summary>
/// <param name="isAlone">Nothing else counts at its door: while the sensor is blind, the door is.</param>
public sealed class UltrasonicSensor(UltrasonicOptions options, IHardware hardware, bool isAlone) : IDoorSensor
{
    private const string FamilyName = "doors";
    private const int Baud = 9600;

    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(100);

    private readonly IClock clock = hardware.Clock;

    public string Name => options.Name;

    public string Family => FamilyName;

    public string Door => options.DoorName;

    public SignalOutlet Signals { get; } = new(SignalKind.Ultrasonic);

    public SensorVitals Vitals { get; } = new(options.Name, FamilyName, options.SilentAfter, isAlone ? options.DoorName : null);

    public void Run(SightingQueue sightings, CancellationToken stopping)
    {
        using var port = hardware.OpenSerialPort(options.Port, Baud);
        port.DiscardInput();
        var (frames, near) = (new A02Frames(), new NearWatch(options.NearerMetres));
        var counter = new PassageCounter(options.PassageSettings);
        var reporter = new PassageReporter(
            options.Name, options.DoorName, "the view across the door", $"clear the doorway of door {options.DoorName}; if it is clear, clean the sensor and check its aim",
            options.BlockedAfter, Vitals, sightings);
        var (isTold, isBlind, sawAt, answeredAt) = (false, false, clock.SinceBoot, clock.SinceBoot);
        Span<byte> bytes = stackalloc byte[64];
        while (!stopping.IsCancellationRequested)
        {
            var count = port.Read(bytes, WaitMax);
            foreach (var one in bytes[..count])
            {
                if (!frames.Take(one, out var millimetres))
                    continue;
                answeredAt = clock.SinceBoot;
                sawAt = NearWatch.IsDistance(millimetres / 1000.0) ? answeredAt : sawAt;
                Vitals.Alive(answeredAt, newSignals: 0);
                Signals.Offer(DoorSignal.OfUltrasonic(answeredAt, millimetres));
                if (near.Observe(millimetres / 1000.0))
                    reporter.Add(counter.Observe(near.IsNear, answeredAt), stopping);
            }

            var wasBlind = isBlind;
            isBlind = answeredAt - sawAt >= options.SilentAfter;
            if (isBlind && !wasBlind)
            {
                isTold = false;
                sightings.Add(Vitals.Becomes(
                    SensorCondition.Failed, clock.SinceBoot, $"it answers, but has told no distance for {options.SilentAfter.TotalSeconds:0} s",
                    "take away what covers it, for nearer than 3 cm it sees nothing; see that the far side is within its reach"), stopping);
            }
            else if (!isTold && !isBlind && near.UsualMetres is { } usual)
            {
                isTold = true;
                var what = string.Create(CultureInfo.InvariantCulture, $"it sees the far side at {usual:0.00} m");
                sightings.Add(Vitals.Becomes(SensorCondition.Working, clock.SinceBoot, what, ""), stopping);
            }

            reporter.Add(counter.Advance(clock.SinceBoot), stopping);
        }
    }
}
