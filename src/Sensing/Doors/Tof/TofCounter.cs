using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// A VL53L1X over a door, looking down through two regions in turn: decides from their distances who went in, who went out and who
/// turned back. Pure: the same readings give the same findings. A finding list is valid until the next call.
/// </summary>
public sealed class TofCounter(TofSettings settings)
{
    // Both regions free for so long: whoever was there has gone. Two readings of each region.
    private static readonly TimeSpan FreeFor = TimeSpan.FromMilliseconds(140);

    // In a crowd that leaves no gap, what is known is decided in pieces.
    private const int PulsesMax = 64;

    // Beside the middle of the view a pusher reads far lower than he is, and perhaps lower than the trolley.
    private const double PusherLowerMetres = 0.35;

    // If what they did is not clear, they may be back in a moment.
    private static readonly TimeSpan UnclearFor = TimeSpan.FromMilliseconds(700);

    private readonly TofZone street = new(settings);
    private readonly TofZone store = new(settings);
    private readonly List<ZonePulse> streetPulses = [];
    private readonly List<ZonePulse> storePulses = [];
    private readonly List<DoorFinding> findings = [];
    private TimeSpan busyAt;
    private TimeSpan lastAt = TimeSpan.MinValue;
    private bool isBlocked;

    /// <summary>Readings that told nothing: no target, too little signal.</summary>
    public long Unusable => street.Unusable + store.Unusable;

    /// <summary>Metres from the sensor to the floor as it is believed; null until it is learnt.</summary>
    public double? FloorMetres => street.FloorMetres;

    /// <summary>The same in one region, 0 or 1.</summary>
    public double? FloorMetresOf(int roi) => (roi == 0 ? street : store).FloorMetres;

    /// <summary>Something stays in the door.</summary>
    public bool IsBlocked => isBlocked;

    /// <summary>Somebody is under the sensor.</summary>
    public bool IsOccupied => street.IsOccupied || store.IsOccupied;

    /// <summary>One distance; one of a region that does not exist, or from before the last one, is ignored.</summary>
    public IReadOnlyList<DoorFinding> Observe(in TofReading reading)
    {
        findings.Clear();
        if (reading.Roi is not (0 or 1) || reading.At < lastAt)
            return findings;
        lastAt = reading.At;
        var ended = (reading.Roi == 0 ? street : store).Observe(reading);
        if (ended is { } pulse)
            (reading.Roi == 0 ? streetPulses : storePulses).Add(pulse);

        NoticeWhatStays(reading.At);
        if (IsOccupied)
            busyAt = reading.At;
        var (waiting, free) = (streetPulses.Count + storePulses.Count, reading.At - busyAt);
        if (waiting >= PulsesMax || (waiting > 0 && free > FreeFor))
            Decide(mayWait: waiting < PulsesMax && free < UnclearFor);
        return findings;
    }

    /// <summary>No more readings will come: what was still undecided, as far as it went.</summary>
    public IReadOnlyList<DoorFinding> End()
    {
        findings.Clear();
        if (streetPulses.Count + storePulses.Count > 0 && !IsOccupied)
            Decide(mayWait: false);
        return findings;
    }

    private void NoticeWhatStays(TimeSpan at)
    {
        if (isBlocked == (street.IsAbsorbed || store.IsAbsorbed))
            return;
        isBlocked = !isBlocked;
        streetPulses.Clear();
        storePulses.Clear();
        findings.Add(new DoorFinding(isBlocked ? DoorFindingKind.Blocked : DoorFindingKind.Cleared, at));
    }

    private void Decide(bool mayWait)
    {
        LookForFaint();
        var (pairs, alone) = PulseMatching.Match(streetPulses, storePulses);
        var isClean = pairs.TrueForAll(pair => pair.IsClear) && !alone.Exists(one => one.IsSolid) && !(WentBackWhereHeCameFrom && pairs.Exists(pair => pair.IsSplit));
        if (!isClean && mayWait)
            return;

        var clear = pairs.FindAll(pair => pair.IsClear);
        if (isClean || (clear.Count > 1 && !WentBackWhereHeCameFrom && clear.TrueForAll(pair => pair.Way == clear[0].Way)))
            TellEach(clear, isClean);
        else
            TellWhole();
        streetPulses.Clear();
        storePulses.Clear();
    }

    // A child at the edge of the view leaves a hill in one region and perhaps a single unsure reading in the other.
    private void LookForFaint()
    {
        if (streetPulses.Count + storePulses.Count != 1)
            return;
        var isStreet = streetPulses.Count == 1;
        if ((isStreet ? store : street).Faint is not { } faint)
            return;
        var pair = isStreet ? new PulsePair(streetPulses[0], faint) : new PulsePair(faint, storePulses[0]);
        if (pair.IsClear && pair.ReachAlike)
            (isStreet ? storePulses : streetPulses).Add(faint);
    }

    private void TellEach(List<PulsePair> pairs, bool isClean)
    {
        PulsePair? trolley = null;
        foreach (var pair in pairs)
        {
            if (!IsPerson(pair))
                continue;
            if (trolley is { } pushed && IsPusher(pushed, pair))
            {
                (findings[^1], trolley) = (Crossing(pair, isClean), null);
                continue;
            }

            findings.Add(Crossing(pair, isClean));
            trolley = IsTrolley(pair) ? pair : null;
        }
    }

    // Somebody who stood, swayed and turned about: where he came from and where he left is all that counts.
    private void TellWhole()
    {
        if (Extent(streetPulses) is not { } onStreet)
            onStreet = (TimeSpan.MaxValue, TimeSpan.MinValue, 0);
        if (Extent(storePulses) is not { } inStore)
            inStore = (TimeSpan.MaxValue, TimeSpan.MinValue, 0);
        var (last, peak) = (onStreet.Off > inStore.Off ? onStreet.Off : inStore.Off, Math.Max(onStreet.PeakMetres, inStore.PeakMetres));
        if (peak > 0 && peak <= settings.PersonMetresMax)
        {
            findings.Add(WentBackWhereHeCameFrom
                ? new DoorFinding(DoorFindingKind.UTurn, last)
                : new DoorFinding(DoorFindingKind.Crossing, last, onStreet.On < inStore.On ? Direction.In : Direction.Out, 0.7));
        }
    }

    private bool WentBackWhereHeCameFrom => Extent(streetPulses) is not { } onStreet || Extent(storePulses) is not { } inStore
        || onStreet.On < inStore.On == onStreet.Off > inStore.Off;

    private static (TimeSpan On, TimeSpan Off, double PeakMetres)? Extent(List<ZonePulse> pulses)
    {
        var solid = pulses.FindAll(pulse => pulse.IsSolid);
        return solid.Count == 0 ? null : (solid.Min(pulse => pulse.On), solid.Max(pulse => pulse.Off), solid.Max(pulse => pulse.PeakMetres));
    }

    private static DoorFinding Crossing(in PulsePair pair, bool isClean) => new(DoorFindingKind.Crossing, pair.At, pair.Way, Confidence(pair, isClean), TopMetres: pair.PeakMetres);

    private bool IsPerson(in PulsePair pair) => pair.PeakMetres <= settings.PersonMetresMax;

    private bool IsTrolley(in PulsePair pair) => pair.PeakMetres < 1.2 && DepthMetres(pair) > 0.3;

    private static bool IsPusher(in PulsePair trolley, in PulsePair behind) =>
        behind.PeakMetres > trolley.PeakMetres - PusherLowerMetres && behind.Way == trolley.Way
        && (behind.Street.On - trolley.Street.Off).TotalSeconds < trolley.Seconds;

    // The regions' middles are known angles apart, so their lag is a speed.
    private double DepthMetres(in PulsePair pair)
    {
        var apart = 2 * ((FloorMetres ?? 2.4) - pair.PeakMetres) * Math.Tan((16 - settings.RoiDepthSpads) / 2.0 * (19.1 / 16) * Math.PI / 180);
        return (pair.Seconds * apart / Math.Max(0.01, Math.Abs(pair.CentreLag))) - apart;
    }

    private static double Confidence(in PulsePair pair, bool isClean)
    {
        var confidence = 0.97;
        confidence *= isClean ? 1 : 0.8;
        confidence *= pair.IsEven ? 1 : 0.8;
        confidence *= pair.IsSplit ? 0.9 : 1;
        confidence *= Math.Min(pair.Street.Readings, pair.Store.Readings) switch { 0 => 0.8, < 3 => 0.95, _ => 1 };
        return Math.Round(confidence, 2);
    }
}
