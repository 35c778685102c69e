using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

/// <summary>Beacons, phones and sensors that only their keys make known, through the whole scanner.</summary>
public sealed class KeyedScannerTests : IDisposable
{
    private const string Keys = """
        eid    tag    000102030405060708090a0b0c0d0e0f exponent=10 epoch=2026-01-01T00:00:00Z
        irk    anna   ec0234a357c8ad05341010a60a397d9b
        bthome fridge 231d39c1d7cc1ab1aee224cd096db932 address=54:48:E6:8F:80:A5
        bthome shelf  plain                            address=54:48:E6:8F:80:A6
        """;

    private const string Eid = "0D16AAFE30EE5BA72A70ACE3470A"; // tag at 66560 s
    private const string EncryptedTlm = "1516AAFE2001D07DC540570F083B0EEB6293C417CEE3";
    private const string AnnasAddress = "AAFB0D948170";
    private const string FridgesAddress = "A5808FE64854";
    private const string ShelfsAddress = "A6808FE64854";
    private const string Fridge = "1216D2FC41A47266C95F730011223378237214";
    private const string FridgeLater = "1116D2FC4116A673DED40111223371558A2A";
    private const string ShelfPlain = "0916D2FC40015D02CA09";

    private readonly BleScanner scanner = Scanner(PrivacyTier.Consented);
    private readonly List<Sighting> sightings = [];
    private TimeSpan at = TimeSpan.FromSeconds(5);

    public void Dispose() => scanner.Dispose();

    [Fact]
    public void AnEphemeralIdIsItsBeacon()
    {
        Hear("665544332211", Eid);

        var sighting = Assert.IsType<BeaconSighting>(Assert.Single(sightings));
        Assert.Equal((new Identifier("key-name", "staff", "tag"), -60, (int?)(-18 - 41)), (sighting.Beacon, sighting.RssiDbm, sighting.MeasuredPowerDbm));
    }

    [Fact]
    public void EncryptedTelemetryIsReadOnceItsBeaconIsKnown()
    {
        Hear("665544332211", EncryptedTlm);
        Assert.Empty(sightings);

        Hear("665544332211", Eid);
        Hear("A65544332211", EncryptedTlm);
        Hear("665544332211", EncryptedTlm[..^4] + "CEE2");
        Hear("665544332211", EncryptedTlm);

        var telemetry = Assert.IsType<BeaconTelemetry>(sightings[^1]);
        Assert.Equal(2, sightings.Count);
        Assert.Equal(("tag", 3000, 21.5, 69L, 60.0), (telemetry.Beacon.Value, telemetry.BatteryMillivolts, telemetry.TemperatureCelsius, telemetry.Advertisements, telemetry.UptimeSeconds));
    }

    [Fact]
    public void AStaffPhoneIsKnownByItsAddress()
    {
        Hear(AnnasAddress, "020106");
        Hear(AnnasAddress, "020106", addressType: "00"); // a public address that looks the same is another's
        Hear("ABFB0D948170", "020106");

        var sighting = Assert.IsType<BeaconSighting>(Assert.Single(sightings));
        Assert.Equal((new Identifier("key-name", "staff", "anna"), null), (sighting.Beacon, sighting.MeasuredPowerDbm));
    }

    [Fact]
    public void APhoneWithAnEnrolledBeaconIsThatBeaconAlone()
    {
        Hear(AnnasAddress, Eid);
        Assert.Equal("tag", Assert.IsType<BeaconSighting>(Assert.Single(sightings)).Beacon.Value);
    }

    [Fact]
    public void AnEncryptedSensorIsReadAndARecordingOfItIsNot()
    {
        Hear(FridgesAddress, Fridge, addressType: "00");
        Hear(FridgesAddress, FridgeLater, addressType: "00");
        Hear(FridgesAddress, FridgeLater, addressType: "00"); // the sensor says everything several times
        Hear(FridgesAddress, Fridge, addressType: "00");
        Hear(FridgesAddress, ShelfPlain, addressType: "00"); // somebody without the key
        Hear("A7808FE64854", Fridge, addressType: "00"); // the same from elsewhere

        Assert.Equal(
            [(25.06, (int?)null), (25.06, 93)], sightings.Cast<BeaconTelemetry>().Select(telemetry => (telemetry.TemperatureCelsius!.Value, telemetry.BatteryPercent)));

        at += BtHomeSensor.RestartBelievedAfter;
        Hear(FridgesAddress, Fridge, addressType: "00");
        Assert.Equal(3, sightings.Count);
    }

    [Fact]
    public void APlainSensorIsReadAndIsNobodysVisit()
    {
        Hear(ShelfsAddress, ShelfPlain, addressType: "00");

        var telemetry = Assert.IsType<BeaconTelemetry>(Assert.Single(sightings));
        Assert.Equal(("shelf", 93, 25.06), (telemetry.Beacon.Value, telemetry.BatteryPercent, telemetry.TemperatureCelsius));
    }

    [Fact]
    public void TheTierCountKnowsNobodyByTheirKey()
    {
        using var counting = Scanner(PrivacyTier.Count);
        foreach (var (address, data) in new[] { ("665544332211", Eid), (AnnasAddress, "020106"), (ShelfsAddress, ShelfPlain) })
        {
            counting.Take(Report(address, data, "01"), at, sightings);
        }

        Assert.Empty(sightings);
    }

    [Fact]
    public void AScanResponseIsReadAsItsAdvertisementIs()
    {
        using var scanner = new BleScanner("s", "z", new Enrolment(new PrivacyOptions(), [new() { Name = "app", IBeacons = [new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0" }] }]));
        const string IBeacon = "1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000010002C5";
        var advertisement = "0001665544332211" + "03" + "020106" + "C4";
        var response = "0401665544332211" + "1B" + IBeacon + "C4";
        scanner.Take(Convert.FromHexString(DecodeJsonTests.Packet("02", "02", advertisement, response)), at, sightings);

        Assert.Equal("e2c56db5-dffb-48d2-b060-d0f5a71096e0/1/2", Assert.IsType<BeaconSighting>(Assert.Single(sightings)).Beacon.Value);
    }

    [Fact]
    public void StrangersAllocateNothingEvenWithKeys()
    {
        var packets = new[] { ("665544332211", EncryptedTlm), ("665544332211", "0D16AAFE30EE5BA72A70ACE3470B"), ("ABFB0D948170", "020106"), (FridgesAddress, Fridge[..^2] + "15") };
        var received = packets.Select(packet => Report(packet.Item1, packet.Item2, "01")).ToArray();

        Assert.Equal(0, Allocations.Of(() =>
        {
            foreach (var packet in received)
            {
                scanner.Take(packet, at, sightings);
            }
        }));
        Assert.Empty(sightings);
    }

    internal static BleScanner Scanner(PrivacyTier tier)
    {
        var staff = new ProgrammeOptions { Name = "staff", Staff = true };
        var problems = new List<string>();
        var keys = BeaconKeyFile.Parse(Keys, staff, problems);
        Assert.Empty(problems);
        var scanner = new BleScanner("radio", "entrance", new Enrolment(new PrivacyOptions { Tier = tier }, [staff], beaconKeys: keys));
        scanner.Advance(TimeSpan.Zero, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(67_000));
        return scanner;
    }

    private static byte[] Report(string address, string data, string addressType) =>
        Convert.FromHexString(DecodeJsonTests.Packet("02", "01", "03" + addressType + address + $"{data.Length / 2:X2}" + data + "C4"));

    private void Hear(string address, string data, string addressType = "01") => Assert.Equal(1, scanner.Take(Report(address, data, addressType), at, sightings));
}
