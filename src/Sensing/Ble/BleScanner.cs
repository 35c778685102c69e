using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Event packets in, sightings of enrolled beacons out. Pure: no radio, no clock, no thread. Whatever is not enrolled ends here
/// without a trace but a count.
/// </summary>
public sealed class BleScanner(string sensor, string zone, Enrolment enrolment)
{
    // Eddystone states its power at 0 m; at one metre it is 41 dB less (Eddystone-UID, "Tx Power").
    private const int EddystoneLossOfOneMetreDb = 41;

    private readonly ExtendedAssembler assembler = new();
    private readonly BeaconsNearby nearby = new();

    /// <summary>Advertising reports heard, of strangers too.</summary>
    public long Reports { get; private set; }

    /// <summary>Packets and advertisements with a fault; what stood before the fault was used.</summary>
    public long Malformed { get; private set; }

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
        var structures = new AdvertisementReader(data);
        while (structures.Read(out var structure))
        {
            TakeFrame(report, BeaconFrame.Of(structure), at, sightings);
        }

        Malformed += structures.IsTruncated ? 1 : 0;
    }

    private void TakeFrame(scoped in AdvertisingReport report, scoped in BeaconFrame frame, TimeSpan at, ICollection<Sighting> sightings)
    {
        switch (frame.Kind)
        {
            case FrameKind.IBeacon:
                var iBeacon = frame.AsIBeacon();
                See(report, enrolment.AdmitIBeacon(iBeacon.Uuid, iBeacon.Major, iBeacon.Minor), iBeacon.MeasuredPowerDbm, at, sightings);
                break;
            case FrameKind.AltBeacon:
                var altBeacon = frame.AsAltBeacon();
                See(report, enrolment.AdmitAltBeacon(altBeacon.Manufacturer, altBeacon.Id), altBeacon.MeasuredPowerDbm, at, sightings);
                break;
            case FrameKind.EddystoneUid:
                var eddystone = frame.AsEddystoneUid();
                See(report, enrolment.AdmitEddystoneUid(eddystone.Uid), eddystone.TxPowerDbm - EddystoneLossOfOneMetreDb, at, sightings);
                break;
            case FrameKind.EddystoneTlm when report.AddressType != AddressType.Anonymous && nearby.Who(report.Address, at) is { } beacon:
                var tlm = frame.AsEddystoneTlm();
                sightings.Add(new BeaconTelemetry(
                    sensor, at, beacon, tlm.BatteryMillivolts, tlm.TemperatureCelsius, tlm.Advertisements, tlm.UptimeSeconds));
                break;
            default:
                break;
        }
    }

    private void See(scoped in AdvertisingReport report, Identifier? beacon, int measuredPowerDbm, TimeSpan at, ICollection<Sighting> sightings)
    {
        if (beacon is null)
        {
            return;
        }

        if (report.AddressType != AddressType.Anonymous)
        {
            nearby.Saw(report.Address, beacon, at);
        }

        // Without a strength nobody knows how near it is.
        if (report.RssiDbm is { } rssi)
        {
            sightings.Add(new BeaconSighting(sensor, at, zone, beacon, rssi, measuredPowerDbm));
        }
    }
}
