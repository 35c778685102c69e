using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class AddressResolverTests
{
    // Core Vol 3 Part H, section 2.2.2 with the sample data of appendix D.7: IRK, random part 708194, hash 0dfbaa.
    private const string SpecificationIrk = "ec0234a357c8ad05341010a60a397d9b";

    private static readonly Identifier Anna = new(IdentifierKinds.KeyName, "staff", "anna");

    private readonly TrialBudget budget = new();

    [Theory]
    [InlineData(SpecificationIrk, "70:81:94:0D:FB:AA", true)]
    [InlineData(SpecificationIrk, "70:81:94:0D:FB:AB", false)]
    [InlineData(SpecificationIrk, "B0:81:94:0D:FB:AA", false)]
    [InlineData("000102030405060708090a0b0c0d0e0f", "4A:1B:2C:72:D0:01", true)]
    public void AnAddressBelongsToTheKeyThatMadeIt(string irk, string address, bool isResolved)
    {
        using var resolver = Resolver(irk);
        Assert.Equal(isResolved ? Anna : null, resolver.Resolve(BluetoothAddress.TryParse(address)!.Value, TimeSpan.Zero));
    }

    [Fact]
    public void AnAddressIsTriedOnce()
    {
        using var resolver = Resolver(SpecificationIrk);
        var stranger = BluetoothAddress.TryParse("70:81:94:0D:FB:AB")!.Value;
        var anna = BluetoothAddress.TryParse("70:81:94:0D:FB:AA")!.Value;
        for (var i = 0; i < TrialBudget.BlocksPerSecondMax * 2; i++)
        {
            Assert.Null(resolver.Resolve(stranger, TimeSpan.Zero));
            Assert.NotNull(resolver.Resolve(anna, TimeSpan.Zero));
        }

        Assert.Equal(0, budget.Refused);
        Assert.Equal(0, Allocations.Of(() => (resolver.Resolve(stranger, TimeSpan.Zero), resolver.Resolve(anna, TimeSpan.Zero)).GetHashCode()));
    }

    [Fact]
    public void InventedAddressesCostNoMoreThanTheBudgetAndOneSecondLaterAnnaIsFound()
    {
        using var resolver = Resolver(SpecificationIrk);
        for (var i = 0u; i < TrialBudget.BlocksPerSecondMax + 500; i++)
        {
            resolver.Resolve(new BluetoothAddress((0x40_0000ul << 24) | i), TimeSpan.Zero);
        }

        Assert.InRange(budget.Refused, 500, 600);
        var anna = BluetoothAddress.TryParse("70:81:94:0D:FB:AA")!.Value;
        Assert.Null(resolver.Resolve(anna, TimeSpan.FromSeconds(0.9)));
        Assert.Equal(Anna, resolver.Resolve(anna, TimeSpan.FromSeconds(1)));
    }

    private AddressResolver Resolver(string irk)
    {
        var resolver = new AddressResolver(budget);
        resolver.Add(new BeaconKey(BeaconKeyKind.Irk, "anna", Convert.FromHexString(irk)), Anna);
        return resolver;
    }
}
