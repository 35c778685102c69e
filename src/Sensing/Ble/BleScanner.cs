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
            var frame = BeaconFrame.Of(structure);
            isKnown |= frame.Kind != FrameKind.None && TakeFrame(report, frame, at, sightings);
        }

        Malformed += structures.IsTruncated ? 1 : 0;
        if (!isKnown && keyed.OwnerOf(report, at) is { } owner)
        {
            // A phone that carries an enrolled beacon is that beacon; only otherwise its address is asked.
            Note(report, owner, measuredPowerDbm: null, at, sightings);
        }

        if (!isStaff && report.AddressType != AddressType.Anonymous)
        {
            near?.Hear(report.Address);
        }
    }

    /// <summary>True when the frame names an enrolled beacon. One kind a method: a frame of the stack for all of them would cost each of them its size.</summary>
    private bool TakeFrame(scoped in AdvertisingReport report, scoped in BeaconFrame frame, TimeSpan at, ICollection<Sighting> sightings) => frame.Kind switch
    {
        FrameKind.IBeacon => TakeIBeacon(report, frame.AsIBeacon(), at, sightings),
        FrameKind.AltBeacon => TakeAltBeacon(report, frame.AsAltBeacon(), at, sightings),
        FrameKind.EddystoneUid => TakeUid(report, frame.AsEddystoneUid(), at, sightings),
        FrameKind.EddystoneEid => TakeEphemeral(report, frame.AsEddystoneEid(), at, sightings),
        FrameKind.EddystoneTlm => TakeTelemetry(report, frame.AsEddystoneTlm(), at, sightings),
        FrameKind.EddystoneEtlm => TakeEncrypted(report, frame.AsEddystoneEtlm(), at, sightings),
        FrameKind.BtHome => TakeMeasurements(report, frame.AsBtHome(), at, sightings),
        _ => false,
    };

    private bool TakeIBeacon(scoped in AdvertisingReport report, scoped in IBeaconFrame frame, TimeSpan at, ICollection<Sighting> sightings) =>
        enrolment.AdmitIBeacon(frame.Uuid, frame.Major, frame.Minor) is { } beacon
        && Note(report, beacon, frame.MeasuredPowerDbm, at, sightings);

    private bool TakeAltBeacon(scoped in AdvertisingReport report, scoped in AltBeaconFrame frame, TimeSpan at, ICollection<Sighting> sightings) =>
        enrolment.AdmitAltBeacon(frame.Manufacturer, frame.Id) is { } beacon && Note(report, beacon, frame.MeasuredPowerDbm, at, sightings);

    private bool TakeUid(scoped in AdvertisingReport report, scoped in EddystoneUidFrame frame, TimeSpan at, ICollection<Sighting> sightings) =>
        enrolment.AdmitEddystoneUid(frame.Uid) is { } beacon && Note(report, beacon, frame.TxPowerDbm - EddystoneLossOfOneMetreDb, at, sightings);

    private bool TakeEphemeral(scoped in AdvertisingReport report, scoped in EddystoneEidFrame frame, TimeSpan at, ICollection<Sighting> sightings) =>
        keyed.TryFind(frame, out var match)
        && Note(report, match.Beacon, frame.TxPowerDbm - EddystoneLossOfOneMetreDb, at, sightings, match);

    private bool TakeTelemetry(scoped in AdvertisingReport report, scoped in EddystoneTlmFrame frame, TimeSpan at, ICollection<Sighting> sightings)
    {
        if (report.AddressType == AddressType.Anonymous || nearby.Who(report.Address, at) is not { } beacon)
        {
            return false;
        }

        sightings.Add(TelemetryOf(beacon, frame, at));
        return true;
    }

    private bool TakeEncrypted(scoped in AdvertisingReport report, scoped in EddystoneEtlmFrame frame, TimeSpan at, ICollection<Sighting> sightings)
    {
        if (report.AddressType == AddressType.Anonymous || nearby.WhoseId(report.Address, at) is not { } speaker)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[EddystoneTlmFrame.Bytes];
        if (keyed.TryDecrypt(speaker, frame, at, plain))
        {
            sightings.Add(TelemetryOf(speaker.Beacon, new EddystoneTlmFrame(plain), at));
        }

        return true;
    }

    /// <summary>A sensor is nobody's beacon: false, whatever it measured.</summary>
    private bool TakeMeasurements(scoped in AdvertisingReport report, scoped in BtHomeFrame frame, TimeSpan at, ICollection<Sighting> sightings)
    {
        if (keyed.Measured(sensor, report, frame, at) is { } measured)
        {
            sightings.Add(measured);
        }

        return false;
    }

    private BeaconTelemetry TelemetryOf(Identifier beacon, scoped in EddystoneTlmFrame tlm, TimeSpan at) =>
        new(sensor, at, beacon, tlm.BatteryMillivolts, tlm.TemperatureCelsius, tlm.Advertisements, tlm.UptimeSeconds);

    private bool Note(
        scoped in AdvertisingReport report,
        Identifier beacon,
        int? measuredPowerDbm,
        TimeSpan at,
        ICollection<Sighting> sightings,
        EphemeralMatch? id = null)
    {
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
