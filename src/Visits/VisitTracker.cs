using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>
/// Turns sightings into visits, door counts and states. Pure and time-driven: the same sightings give the same happenings, whenever and
/// however often <see cref="Advance"/> is called in between. Not thread-safe: one consumer feeds it.
/// </summary>
/// <remarks>
/// Sightings come from several threads, so one may be a little older than the last: it is judged by its own time, and time itself never
/// runs backwards. See README.md for the rules.
/// </remarks>
public sealed partial class VisitTracker
{
    private readonly VisitOptions options;
    private readonly Func<Guid> newVisitId;
    private readonly HashSet<string> staff;
    private readonly TrafficLedger traffic;
    private readonly RecentCrossings crossings;
    private readonly Receivers receivers;
    private readonly BeaconHealthPace beaconHealth;
    private readonly StaffWatch staffWatch;
    private StoreDay? day;
    private TimeSpan now;

    /// <param name="options">Checked by the caller with <see cref="VisitOptions.Problems"/>.</param>
    /// <param name="newVisitId">Gives each visit its id: UUIDv7 in the daemon, a seeded source in a test.</param>
    /// <param name="startedAt">Monotonic time since boot at which the first traffic interval begins.</param>
    public VisitTracker(VisitOptions options, Func<Guid> newVisitId, TimeSpan startedAt = default)
    {
        (this.options, this.newVisitId, now) = (options, newVisitId, startedAt);
        staff = [.. options.StaffProgrammes];
        traffic = new TrafficLedger(options, startedAt);
        crossings = new RecentCrossings(keptFor: options.HeardAfterDoor + options.LeaveAfterDoor + options.FuseWithin + options.EnterWithin);
        receivers = new Receivers(options);
        beaconHealth = new BeaconHealthPace(options.BeaconHealthEvery);
        staffWatch = new StaffWatch(options, startedAt);
    }

    /// <summary>Visits under way.</summary>
    public int Present { get; private set; }

    /// <summary>Sightings that found <see cref="VisitOptions.VisitorsMax"/> identifiers under observation already.</summary>
    public long Refused { get; private set; }

    /// <summary>The time at which <see cref="Advance"/> may have something to say; it never has before.</summary>
    public TimeSpan? NextDue => Earlier(words, Earlier(looks, Earliest(traffic.NextEnd, staffWatch.NextDue)));

    /// <summary>How long a crossing waits at most until it is told, so that a staff tag can claim it; zero without staff.</summary>
    public TimeSpan DecidedWithin => ExcludesStaff ? options.StaffHeardOutside + options.StaffSilence : TimeSpan.Zero;

    private bool ExcludesStaff => options.StaffExcluded && staff.Count > 0;

    /// <summary>Takes one sighting in; adds what follows from it, and whatever was due before it.</summary>
    public void Observe(Sighting sighting, ICollection<Happening> happenings)
    {
        Advance(sighting.At, happenings);
        switch (sighting)
        {
            case BeaconSighting beacon:
                Hear(beacon, happenings);
                break;
            case DoorCrossing crossing:
                Cross(crossing, happenings);
                break;
            case DoorPassage passage:
                traffic.Pass(passage);
                break;
            case DoorUTurn turn:
                traffic.Turn(turn);
                break;
            case Tap tap:
                Touch(tap, happenings);
                break;
            case CodeScan scan:
                Scan(scan, happenings);
                break;
            case SensorReport report:
                Report(report, happenings);
                break;
            case BeaconTelemetry telemetry:
                Telemeter(telemetry, happenings);
                break;
        }
    }

    /// <summary>Lets time pass: departures and the ends of traffic intervals, in the order in which they are due.</summary>
    public void Advance(TimeSpan to, ICollection<Happening> happenings)
    {
        while (NextDue is { } due && due <= to)
        {
            now = due > now ? due : now;
            if (due == staffWatch.NextDue)
            {
                TellDecided(staffWatch.Decide(due), happenings);
            }
            else if (due == traffic.NextEnd)
            {
                CloseTraffic(due, happenings);
            }
            else if (looks.TryPeek(out _, out var look) && look.At == due)
            {
                Look(happenings);
            }
            else
            {
                Tell(happenings);
            }
        }

        now = to > now ? to : now;
    }

    /// <summary>
    /// Lets traffic intervals end on wall-clock quarters: <paramref name="boundary"/> is any monotonic time at which one ends. To be called
    /// again when the wall clock has been corrected.
    /// </summary>
    public void AlignTraffic(TimeSpan boundary) => traffic.Align(boundary, now);

    /// <summary>
    /// The business day under way, by which crossings outside opening hours are flagged and with which a traffic interval ends; null while the wall clock
    /// is not to be trusted, and nothing is flagged.
    /// </summary>
    public void Know(StoreDay? today)
    {
        day = today;
        traffic.Know(today, now);
    }

    /// <summary>Whether everything before this day has been told, so that what comes is the day's own.</summary>
    public bool HasToldBefore(StoreDay today) => NextDue > today.Begins && !traffic.EndsBefore(today);

    /// <summary>Every door's interval under way, as far as it has come.</summary>
    public IReadOnlyList<DoorTraffic> TrafficUntil(TimeSpan until) => traffic.Until(until);

    /// <summary>The end, at shutdown: every visit is left, every interval is summed up as far as it came.</summary>
    public void Close(TimeSpan at, ICollection<Happening> happenings)
    {
        Advance(at, happenings);
        foreach (var visitor in visitors.Values.Where(visitor => visitor.Visit is not null).OrderBy(visitor => visitor.Ordinal).ToArray())
        {
            Leave(visitor, visitor.Visit!, now, happenings);
        }

        visitors.Clear();
        looks.Clear();
        words.Clear();
        CloseTraffic(now, happenings);
    }

    private void Report(SensorReport report, ICollection<Happening> happenings)
    {
        receivers.Note(report);
        staffWatch.Note(report);
        if (report.Door is { } door)
        {
            traffic.Note(door, report);
        }

        happenings.Add(new Happening(report.At, $"sensors/{report.Sensor}", new SensorState(
            report.Sensor, report.Family, report.Condition, report.Reason, report.Remedy, Seconds.Of(report.SilentFor))));
    }

    private static TimeSpan Earliest(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Telemeter(BeaconTelemetry telemetry, ICollection<Happening> happenings)
    {
        if (beaconHealth.Passes(telemetry.Beacon, telemetry.At))
        {
            happenings.Add(new Happening(telemetry.At, $"sensors/{telemetry.Sensor}", new BeaconHealth(
                telemetry.Beacon, telemetry.BatteryMillivolts, telemetry.TemperatureCelsius, telemetry.Advertisements, telemetry.UptimeSeconds,
                telemetry.BatteryPercent)));
        }
    }
}
