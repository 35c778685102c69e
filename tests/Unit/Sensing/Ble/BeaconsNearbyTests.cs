using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class BeaconsNearbyTests
{
    [Fact]
    public void AFloodOfAddressesStaysBounded()
    {
        var nearby = new BeaconsNearby();
        var beacon = new Identifier("code", "app", "1");
        for (ulong i = 0; i < 10_000; i++)
        {
            nearby.Saw(new BluetoothAddress(i), beacon, TimeSpan.FromMilliseconds(i));
            Assert.InRange(nearby.Count, 1, BeaconsNearby.NearbyMax);
        }
    }

    [Fact]
    public void OldAddressesMakeRoomForNewOnes()
    {
        var nearby = new BeaconsNearby();
        var (old, young) = (new Identifier("code", "app", "1"), new Identifier("code", "app", "2"));
        nearby.Saw(new BluetoothAddress(ulong.MaxValue), young, TimeSpan.FromMinutes(2));
        for (ulong i = 1; i < BeaconsNearby.NearbyMax; i++)
        {
            nearby.Saw(new BluetoothAddress(i), old, TimeSpan.Zero);
        }

        nearby.Saw(new BluetoothAddress(0), young, TimeSpan.FromMinutes(2));

        Assert.Equal(2, nearby.Count);
        Assert.Same(young, nearby.Who(new BluetoothAddress(ulong.MaxValue), TimeSpan.FromMinutes(2)));
    }
}
