using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public sealed class BleScannerTests : IDisposable
{
    private const string IBeacon = "1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000010002C5";
    private const string Eddystone = "1716AAFE00EE8B0CA750095477CB3E770000000000420000";
    private const string Telemetry = "1116AAFE20000BB815800000004500000258";
    private const string Tag = "665544332211";
    private const string OtherTag = "A65544332211";

    private static readonly Enrolment Enrolled = new(new PrivacyOptions(), [new()
    {
        Name = "app",
        IBeacons = [new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0", MajorMax = 5 }],
        EddystoneNamespaces = ["8b0ca750095477cb3e77"],
    }]);

    private readonly BleScanner scanner = new("entrance-radio", "entrance", Enrolled);
    private readonly List<Sighting> sightings = [];
    private TimeSpan at = TimeSpan.FromSeconds(5);

    public void Dispose() => scanner.Dispose();

    [Fact]
    public void AnEnrolledBeaconIsSighted()
    {
        Hear(Tag, IBeacon);
        Hear(Tag, Eddystone);

        Assert.Equal(
            [
                new BeaconSighting(
                    "entrance-radio", at, "entrance", new Identifier("ibeacon", "app", "e2c56db5-dffb-48d2-b060-d0f5a71096e0/1/2"), -60, -59),
                new BeaconSighting(
                    "entrance-radio", at, "entrance", new Identifier("eddystone-uid", "app", "8b0ca750095477cb3e77/000000000042"), -60, -59),
            ],
            sightings);
    }

    [Fact]
    public void StrangersAreCountedAndNothingElse()
    {
        Hear(Tag, "1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000060002C5");
        Hear(Tag, "0201060303AAFE");
        Hear(Tag, Telemetry);

        Assert.Empty(sightings);
        Assert.Equal(3, scanner.Reports);
        Assert.Equal(0, scanner.Malformed);
    }

    [Fact]
    public void TelemetryBelongsToTheBeaconLastHeardFromItsAddress()
    {
        Hear(Tag, Eddystone);
        Hear(OtherTag, Telemetry);
        Hear(Tag, Telemetry);

        var telemetry = Assert.IsType<BeaconTelemetry>(sightings[^1]);
        Assert.Equal(2, sightings.Count);
        Assert.Equal("8b0ca750095477cb3e77/000000000042", telemetry.Beacon.Value);
        Assert.Equal((3000, 21.5, 69L, 60.0), (telemetry.BatteryMillivolts, telemetry.TemperatureCelsius, telemetry.Advertisements, telemetry.UptimeSeconds));
    }

    [Fact]
    public void TelemetryLongAfterItsBeaconBelongsToNobody()
    {
        Hear(Tag, Eddystone);
        at += BeaconsNearby.RememberedFor + TimeSpan.FromMilliseconds(1);
        Hear(Tag, Telemetry);

        Assert.Single(sightings);
    }

    [Fact]
    public void AnAdvertisementWithoutStrengthIsNoSighting()
    {
        Hear(Tag, IBeacon, rssi: "7F");

        Assert.Empty(sightings);
    }

    [Fact]
    public void WhatStandsBeforeAFaultCounts()
    {
        Hear(Tag, IBeacon + "09FF");

        Assert.Single(sightings);
        Assert.Equal(1, scanner.Malformed);
    }

    [Fact]
    public void AnExtendedAdvertisementInFragmentsIsPutTogether()
    {
        HearExtended("20", Tag, IBeacon[..20]);
        HearExtended("20", OtherTag, "0201");
        HearExtended("20", Tag, IBeacon[20..40]);
        Assert.Empty(sightings);
        HearExtended("00", Tag, IBeacon[40..]);

        Assert.Single(sightings);
        Assert.Equal(0, scanner.Malformed);
    }

    [Fact]
    public void TheTierCountLetsNoBeaconPass()
    {
        var silent = new BleScanner("s", "z", new Enrolment(new PrivacyOptions { Tier = PrivacyTier.Count }, [new()
        {
            Name = "app",
            EddystoneNamespaces = ["8b0ca750095477cb3e77"],
        }]));
        silent.Take(Report(Tag, Eddystone, "C4"), at, sightings);
        silent.Take(Report(Tag, Telemetry, "C4"), at, sightings);

        Assert.Empty(sightings);
    }

    [Fact]
    public void StrangersAllocateNothing()
    {
        var packet = Report(Tag, "1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000060002C5", "C4");

        Assert.Equal(0, Allocations.Of(() => scanner.Take(packet, at, sightings)));
    }

    private static byte[] Report(string address, string data, string rssi) =>
        Convert.FromHexString(DecodeJsonTests.Packet("02", "01", "0301" + address + $"{data.Length / 2:X2}" + data + rssi));

    private void Hear(string address, string data, string rssi = "C4") => Assert.Equal(1, scanner.Take(Report(address, data, rssi), at, sightings));

    private void HearExtended(string status, string address, string data) => Assert.Equal(1, scanner.Take(
        Convert.FromHexString(DecodeJsonTests.Packet(
            "0D", "01", status + "0001" + address + "0100077FC4" + "0000" + "00" + "000000000000" + $"{data.Length / 2:X2}" + data)),
        at,
        sightings));
}
