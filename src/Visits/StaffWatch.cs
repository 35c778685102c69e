using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>
/// Decides which crossings were made by staff. A tag that appears out of silence has come in, one that falls silent has gone out; each such passage
/// excludes one crossing at most, the nearest in time to when the tag was nearest to the door.
/// </summary>
internal sealed class StaffWatch(VisitOptions options, TimeSpan startedAt)
{
    /// <summary>Enrolled tags remembered at once; beyond that the one that was silent for longest is forgotten.</summary>
    public const int TagsMax = 256;

    /// <summary>Crossings held at once; one more is taken for a customer's at once.</summary>
    public const int HeldMax = 256;

    private readonly Dictionary<Identifier, StaffTag> tags = [];
    private readonly List<HeldCrossing> held = [];
    private readonly HashSet<string> blindRadios = [];
    private TimeSpan listeningSince = startedAt;

    /// <summary>When the next crossing is to be decided.</summary>
    public TimeSpan NextDue => held.Count == 0 ? TimeSpan.MaxValue : held.Min(one => one.DecideAt);

    public void Hear(BeaconSighting sighting)
    {
        if (!tags.TryGetValue(sighting.Beacon, out var tag))
        {
            Forget();
            tags[sighting.Beacon] = tag = new StaffTag(options);
        }

        tag.Hear(sighting, listeningSince);
    }

    /// <summary>A radio that was deaf hears everybody anew: nobody has come in by that, and while it is deaf nobody has gone out.</summary>
    public void Note(SensorReport report)
    {
        if (report.Family != "ble")
        {
            return;
        }

        if (report.Condition != SensorCondition.Working)
        {
            blindRadios.Add(report.Sensor);
        }
        else
        {
            blindRadios.Remove(report.Sensor);
            listeningSince = report.At;
        }
    }

    /// <summary>False when it can be told at once that this was nobody with a tag.</summary>
    public bool TryHold(DoorCrossing crossing)
    {
        if (held.Count >= HeldMax)
        {
            return false;
        }

        if (crossing.Direction == Direction.In)
        {
            // The tag may be heard only after its owner has come in.
            held.Add(new HeldCrossing(crossing, crossing.At + options.StaffHeardAfter));
            return true;
        }

        var mayBe = tags.Values.Any(tag => crossing.At - tag.LastHeard < options.StaffSilence);
        if (mayBe)
        {
            held.Add(new HeldCrossing(crossing, crossing.At + options.StaffHeardOutside + options.StaffSilence));
        }

        return mayBe;
    }

    /// <summary>Decides the next crossing that is due until <paramref name="to"/>; null when there is none.</summary>
    public (DoorCrossing Crossing, bool IsStaff)? Decide(TimeSpan to) => held.Count == 0 ? null : DecideFirst(held.MinBy(one => one.DecideAt)!, to, one => one.DecideAt);

    /// <summary>Decides with what is known now, because the interval that the crossing belongs to ends.</summary>
    public (DoorCrossing Crossing, bool IsStaff)? DecideAllOf(TimeSpan end) => held.Count == 0 ? null : DecideFirst(held.MinBy(one => one.Crossing.At)!, end, one => one.Crossing.At);

    private (DoorCrossing Crossing, bool IsStaff)? DecideFirst(HeldCrossing first, TimeSpan to, Func<HeldCrossing, TimeSpan> due)
    {
        if (due(first) > to)
        {
            return null;
        }

        var now = to < first.DecideAt ? to : first.DecideAt;
        var owner = tags.Values
            .Where(tag => Passed(tag, first.Crossing, now) && IsBestOf(tag, first.Crossing, now))
            .MinBy(tag => Apart(tag, first.Crossing));
        held.Remove(first);
        if (owner is null)
        {
            return (first.Crossing, false);
        }

        if (first.Crossing.Direction == Direction.In)
        {
            owner.CameIn = true;
        }
        else
        {
            owner.WentOutAfter = owner.LastHeard;
        }

        return (first.Crossing, true);
    }

    // Of the crossings that wait, the one nearest to the tag's passage is its owner's.
    private bool IsBestOf(StaffTag tag, DoorCrossing crossing, TimeSpan now) => held
        .Where(other => other.Crossing.Direction == crossing.Direction && Passed(tag, other.Crossing, now))
        .MinBy(other => Apart(tag, other.Crossing))?.Crossing == crossing;

    private bool Passed(StaffTag tag, DoorCrossing crossing, TimeSpan now)
    {
        if (tag.NearestTo(crossing.Zone, crossing.At).Dbm < options.StaffNearDbm)
        {
            return false;
        }

        return crossing.Direction == Direction.In
            ? !tag.CameIn && tag.AppearedAt is { } appeared && appeared >= crossing.At - options.StaffHeardOutside && appeared <= crossing.At + options.StaffHeardAfter
            : blindRadios.Count == 0 && tag.WentOutAfter != tag.LastHeard && now - tag.LastHeard >= options.StaffSilence && tag.LastHeard <= crossing.At + options.StaffHeardOutside;
    }

    private static TimeSpan Apart(StaffTag tag, DoorCrossing crossing) => (tag.NearestTo(crossing.Zone, crossing.At).At - crossing.At).Duration();

    private void Forget()
    {
        if (tags.Count >= TagsMax)
        {
            tags.Remove(tags.MinBy(entry => entry.Value.LastHeard).Key);
        }
    }
}
