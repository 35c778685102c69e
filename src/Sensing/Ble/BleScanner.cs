using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Event packets in, sightings of enrolled beacons out. Pure: no radio, no clock, no thread. Whatever is not enrolled ends here
/// without a trace but a count.
/// </summary>
/// <param name="offsetDb">Added to every strength.</param>
public sealed class BleScanner(string sensor, string zone, Enrolment enrolment, int offsetDb = 0) : IDisposable
{
    // Eddystone states its power at 0 m; at one metre it is 41 dB less (Eddystone-UID, "Tx Power").
    private const int EddystoneLossOfOneMetreDb = 41;

    private readonly ExtendedAssembler assembler = new();
    private readonly BeaconsNearby nearby = new();
    private readonly KeyedBeacons keyed = new(enrolment);
    private readonly AddressesNear? near = enrolment.CountsAddresses ? new AddressesNear() : null;
    private bool isStaff;

    /// <summary>Advertising reports heard, of strangers too.</summary>
    public long Reports { get; private set; }

    /// <summary>Packets and advertisements with a fault; what stood before the fault was used.</summary>
    public long Malformed { get; private set; }

    /// <summary>Advertisements whose keys were not tried, because strangers had used up the trials of that second.</summary>
    public long KeyTrialsRefused => keyed.TrialsRefused;

    /// <summary>Radio addresses heard in the last whole minute, without the staff's; null when they are not to be counted.</summary>
    public int? AddressesNear => near?.LastMinute;

    /// <summary>Tells the time, on which ephemeral ids depend; about once a second.</summary>
    /// <param name="at">Since boot.</param>
    public void Advance(TimeSpan at, DateTimeOffset utcNow)
    {
        keyed.Advance(utcNow);
        near?.Advance(at);
    }

    public void Dispose() => keyed.Dispose();

    /// <summary>Reads one H4 event packet and returns how many advertising reports it held.</summary>
    /// <param name="packet">Any bytes.</param>
    /// <param name="at">When it arrived, since boot.</param>
    /// <param name="sightings">Receives what may leave Sensing.</param>
    public int Take(ReadOnlySpan<byte> packet, TimeSpan at, ICollection<Sighting> sightings)
    {
        var count = 0;
        var reports = new AdvertisingReportReader(packet);
        while (reports.Read(out var report))
        {
            count++;
            if (assembler.Take(report, report.Data, at, out var data))
            {
                TakeAdvertisement(report, data, at, sightings);
            }
        }

        Reports += count;
        Malformed += reports.Fault == ReportFault.None ? 0 : 1;
        return count;
    }

    private void TakeAdvertisement(scoped in AdvertisingReport report, ReadOnlySpan<byte> data, TimeSpan at, ICollection<Sighting> sightings)
    {
        var isKnown = false;
        isStaff = false;
        var structures = new AdvertisementReader(data);
        while (structures.Read(out var structure))
        {
            isKnown |= TakeFrame(report, BeaconFrame.Of(structure), at, sightings);
        }

        Malformed += structures.IsTruncated ? 1 : 0;
        if (!isKnown)
        {
            // A phone that carries an enrolled beacon is that beacon; only otherwise its address is asked.
            See(report, keyed.OwnerOf(report, at), measuredPowerDbm: null, at, sightings);
        }

        if (!isStaff && report.AddressType != AddressType.Anonymous)
        {
            near?.Hear(report.Address);
        }
    }

    /// <summary>True when the frame names an enrolled beacon.</summary>
    private bool TakeFrame(scoped in AdvertisingReport report, scoped in BeaconFrame frame, TimeSpan at, ICollection<Sighting> sightings)
    {
        switch (frame.Kind)
        {
            case FrameKind.IBeacon:
                var iBeacon = frame.AsIBeacon();
                return See(report, enrolment.AdmitIBeacon(iBeacon.Uuid, iBeacon.Major, iBeacon.Minor), iBeacon.MeasuredPowerDbm, at, sightings);
            case FrameKind.AltBeacon:
                var altBeacon = frame.AsAltBeacon();
                return See(report, enrolment.AdmitAltBeacon(altBeacon.Manufacturer, altBeacon.Id), altBeacon.MeasuredPowerDbm, at, sightings);
            case FrameKind.EddystoneUid:
                var eddystone = frame.AsEddystoneUid();
                return See(report, enrolment.AdmitEddystoneUid(eddystone.Uid), eddystone.TxPowerDbm - EddystoneLossOfOneMetreDb, at, sightings);
            case FrameKind.EddystoneEid:
                var ephemeral = frame.AsEddystoneEid();
                return keyed.TryFind(ephemeral, out var match)
                    && See(report, match.Beacon, ephemeral.TxPowerDbm - EddystoneLossOfOneMetreDb, at, sightings, match);
            case FrameKind.EddystoneTlm when report.AddressType != AddressType.Anonymous && nearby.Who(report.Address, at) is { } beacon:
                sightings.Add(TelemetryOf(beacon, frame.AsEddystoneTlm(), at));
                return true;
            case FrameKind.EddystoneEtlm when report.AddressType != AddressType.Anonymous && nearby.WhoseId(report.Address, at) is { } speaker:
                TakeEncrypted(speaker, frame.AsEddystoneEtlm(), at, sightings);
                return true;
            case FrameKind.BtHome:
                if (keyed.Measured(sensor, report, frame.AsBtHome(), at) is { } measured)
                {
                    sightings.Add(measured);
                }

                return false;
            default:
                return false;
        }
    }

    private void TakeEncrypted(scoped in EphemeralMatch speaker, scoped in EddystoneEtlmFrame frame, TimeSpan at, ICollection<Sighting> sightings)
    {
        Span<byte> plain = stackalloc byte[EddystoneTlmFrame.Bytes];
        if (keyed.TryDecrypt(speaker, frame, at, plain))
        {
            sightings.Add(TelemetryOf(speaker.Beacon, new EddystoneTlmFrame(plain), at));
        }
    }

    private BeaconTelemetry TelemetryOf(Identifier beacon, scoped in EddystoneTlmFrame tlm, TimeSpan at) =>
        new(sensor, at, beacon, tlm.BatteryMillivolts, tlm.TemperatureCelsius, tlm.Advertisements, tlm.UptimeSeconds);

    private bool See(
        scoped in AdvertisingReport report,
        Identifier? beacon,
        int? measuredPowerDbm,
        TimeSpan at,
        ICollection<Sighting> sightings,
        EphemeralMatch? id = null)
    {
        if (beacon is null)
        {
            return false;
        }

        if (report.AddressType != AddressType.Anonymous)
        {
            nearby.Saw(report.Address, beacon, at, id);
        }

        isStaff |= enrolment.StaffProgrammes.Contains(beacon.Programme);

        // Without a strength nobody knows how near it is.
        if (report.RssiDbm is { } rssi)
        {
            sightings.Add(new BeaconSighting(sensor, at, zone, beacon, rssi + offsetDb, measuredPowerDbm));
        }

        return true;
    }
}
