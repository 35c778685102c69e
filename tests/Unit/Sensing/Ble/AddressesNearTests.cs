using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class AddressesNearTests
{
    private const string Badge = "1AFF4C000215E2C56DB5DFFB48D2B060D0F5A71096E000010002C5";

    private readonly List<Sighting> sightings = [];

    [Fact]
    public void AMinutesAddressesAreCountedOnceAndTheStaffsNot()
    {
        using var scanner = Scanner(new PrivacyOptions { Tier = PrivacyTier.Consented, CountAddresses = true });
        scanner.Advance(TimeSpan.FromSeconds(60), DateTimeOffset.UnixEpoch);
        for (var i = 0; i < 300; i++)
        {
            Hear(scanner, $"6655443322{i % 30:X2}", "020106");
        }

        Hear(scanner, "665544332299", Badge);
        Assert.Null(scanner.AddressesNear);
        scanner.Advance(TimeSpan.FromSeconds(120), DateTimeOffset.UnixEpoch);
        Assert.Equal(30, scanner.AddressesNear);
        scanner.Advance(TimeSpan.FromSeconds(180), DateTimeOffset.UnixEpoch);
        Assert.Equal(0, scanner.AddressesNear);
    }

    [Fact]
    public void NobodyIsCountedUnlessTheStoreAsksForIt()
    {
        using var scanner = Scanner(new PrivacyOptions());
        scanner.Advance(TimeSpan.FromSeconds(60), DateTimeOffset.UnixEpoch);
        Hear(scanner, "665544332211", "020106");
        scanner.Advance(TimeSpan.FromSeconds(120), DateTimeOffset.UnixEpoch);
        Assert.Null(scanner.AddressesNear);
    }

    [Fact]
    public void InventedAddressesFillNoMemory()
    {
        var near = new AddressesNear();
        near.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0ul; i < 100_000; i++)
        {
            near.Hear(new BluetoothAddress(i));
        }

        near.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(AddressesNear.AddressesMax, near.LastMinute);
        Assert.Equal(0, Allocations.Of(() => near.Hear(new BluetoothAddress(7))));
    }

    private static BleScanner Scanner(PrivacyOptions privacy) => new("radio", "entrance", new Enrolment(privacy, [new()
    {
        Name = "staff",
        Staff = true,
        IBeacons = [new() { Uuid = "e2c56db5-dffb-48d2-b060-d0f5a71096e0" }],
    }]));

    private void Hear(BleScanner scanner, string address, string data) => scanner.Take(
        Convert.FromHexString(DecodeJsonTests.Packet("02", "01", "0301" + address + $"{data.Length / 2:X2}" + data + "C4")), TimeSpan.FromSeconds(70), sightings);
}
