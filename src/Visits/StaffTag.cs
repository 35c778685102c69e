using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>The tag of somebody who works here, as the radios hear it: since when it has been here, and how near to which door.</summary>
internal sealed class StaffTag(VisitOptions options)
{
    /// <summary>What a decision looks back to, 30 s, of four zones; beyond that the oldest are forgotten, and a crossing outwards may stay a customer's.</summary>
    public const int LevelsMax = 256;

    private static readonly TimeSpan LevelEvery = TimeSpan.FromMilliseconds(500);

    private readonly List<Signal> signals = [];
    private readonly Queue<(TimeSpan At, string Zone, double Dbm)> levels = new();
    private readonly Dictionary<string, TimeSpan> keptAt = [];

    /// <summary>When it was first heard after a silence; null when it was here before anybody listened.</summary>
    public TimeSpan? AppearedAt { get; private set; }

    /// <summary>A day before the boot while it has not been here yet.</summary>
    public TimeSpan LastHeard { get; private set; } = TimeSpan.FromDays(-1);

    /// <summary>A crossing inwards was excluded for this appearance.</summary>
    public bool CameIn { get; set; }

    /// <summary>A crossing outwards was excluded for the silence that follows this sighting.</summary>
    public TimeSpan? WentOutAfter { get; set; }

    /// <param name="listeningSince">Since when the radios have worked: a tag that was already here then has not appeared.</param>
    public void Hear(BeaconSighting sighting, TimeSpan listeningSince)
    {
        var signal = SignalOf(sighting);
        signal.Hear(sighting.RssiDbm, sighting.At, options);
        if (signal.SmoothedDbm < options.StaffHereDbm)
        {
            // That is the street, or the far end of the shop: another radio may have it.
            return;
        }

        if (sighting.At - LastHeard >= options.StaffSilence)
        {
            AppearedAt = sighting.At - listeningSince >= options.StaffSilence ? sighting.At : null;
            (CameIn, WentOutAfter) = (false, null);
            levels.Clear();
        }

        LastHeard = sighting.At > LastHeard ? sighting.At : LastHeard;
        Keep(sighting.At, signal);
    }

    /// <summary>When it was nearest to a zone's radios around a crossing, and how near.</summary>
    public (TimeSpan At, double Dbm) NearestTo(string zone, TimeSpan around)
    {
        var nearest = (At: around, Dbm: Signal.SilenceDbm);
        foreach (var level in levels)
        {
            if (level.Zone == zone && (level.At - around).Duration() <= options.StaffNearWithin && level.Dbm > nearest.Dbm)
            {
                nearest = (level.At, level.Dbm);
            }
        }

        return nearest;
    }

    private void Keep(TimeSpan at, Signal signal)
    {
        if (keptAt.TryGetValue(signal.Zone, out var last) && at - last < LevelEvery)
        {
            return;
        }

        keptAt[signal.Zone] = at;
        levels.Enqueue((at, signal.Zone, signal.SmoothedDbm));
        while (levels.Count > LevelsMax)
        {
            levels.Dequeue();
        }
    }

    private Signal SignalOf(BeaconSighting sighting)
    {
        foreach (var signal in signals)
        {
            if (signal.Sensor == sighting.Sensor)
            {
                return signal;
            }
        }

        signals.Add(new Signal(sighting.Sensor, sighting.Zone));
        return signals[^1];
    }
}
