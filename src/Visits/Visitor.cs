using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>One identifier under observation: what the receivers hear of it, and its visit once there is enough evidence for one.</summary>
internal sealed class Visitor(Identifier identifier, long ordinal)
{
    private readonly List<Signal> signals = [];
    private string? nextZone;
    private TimeSpan nextZoneSince;

    public Identifier Identifier => identifier;

    /// <summary>Order of appearance: breaks ties, so that a run can be repeated.</summary>
    public long Ordinal => ordinal;

    public Visit? Visit { get; set; }

    public TimeSpan LastHeard { get; private set; }

    /// <summary>When the schedule will look at this visitor; an entry for another time is void.</summary>
    public TimeSpan LookAt { get; set; }

    public Signal Hear(BeaconSighting sighting, VisitOptions options)
    {
        var signal = SignalOf(sighting.Sensor, sighting.Zone);
        signal.Hear(sighting.RssiDbm, sighting.At, options);
        LastHeard = sighting.At > LastHeard ? sighting.At : LastHeard;
        return signal;
    }

    public void Tapped(TimeSpan at) => LastHeard = at > LastHeard ? at : LastHeard;

    /// <summary>The zone the visitor has moved to, once it has been the better one by the margin for long enough.</summary>
    public bool HasMoved(string from, TimeSpan now, VisitOptions options, out string to)
    {
        var here = Signal.SilenceDbm;
        var there = Signal.SilenceDbm;
        to = from;
        foreach (var signal in signals)
        {
            var strength = signal.StrengthAt(now, options);
            if (signal.Zone == from)
            {
                here = Math.Max(here, strength);
            }
            else if (strength > there)
            {
                (there, to) = (strength, signal.Zone);
            }
        }

        if (there < options.LeaveDbm || there < here + options.MoveMarginDb)
        {
            nextZone = null;
            return false;
        }

        if (nextZone != to)
        {
            (nextZone, nextZoneSince) = (to, now);
        }

        return now - nextZoneSince >= options.MoveAfter;
    }

    /// <summary>Of the receiver that hears the visitor best; null when none has lately.</summary>
    public double? BestDbm(TimeSpan now, VisitOptions options)
    {
        var best = Signal.SilenceDbm;
        foreach (var signal in signals)
        {
            best = Math.Max(best, signal.StrengthAt(now, options));
        }

        return best > Signal.SilenceDbm ? best : null;
    }

    /// <summary>Forgets the wish to move: the zone is settled.</summary>
    public void Settle() => nextZone = null;

    // Two receivers in one zone are smoothed apart: their antennas differ.
    private Signal SignalOf(string sensor, string zone)
    {
        foreach (var signal in signals)
        {
            if (signal.Sensor == sensor && signal.Zone == zone)
            {
                return signal;
            }
        }

        var added = new Signal(sensor, zone);
        signals.Add(added);
        return added;
    }
}
