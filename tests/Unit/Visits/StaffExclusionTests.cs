using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>Which crossings are staff's.</summary>
public class StaffExclusionTests
{
    private static readonly Identifier Badge = new(IdentifierKinds.IBeacon, "staff", "badge-1");

    private readonly List<Happening> happenings = [];
    private readonly VisitTracker tracker = new(new VisitOptions { Doors = ["front"], StaffProgrammes = ["staff"] }, () => Guid.Empty);

    [Fact]
    public void StaffWhoComeInAreStillAnEventButNoCustomer()
    {
        ComesIn(at: 100);
        tracker.Advance(Seconds(200), happenings);
        tracker.Advance(Seconds(900), happenings);

        Assert.Equal(Exclusion.Staff, Assert.Single(Crossed()).Excluded);
        var traffic = Assert.Single(happenings.Select(one => one.Data).OfType<DoorTraffic>());
        Assert.Equal((1, new DoorCounts(1, 0), null), (traffic.In, traffic.Staff, traffic.Closed));
    }

    [Fact]
    public void StaffWhoGoOutAreExcludedOnceTheirTagIsSilent()
    {
        for (var at = 50.0; at < 108; at++)
        {
            Hear(at, at < 100 ? -70 : -80);
        }

        Cross(100, Direction.Out);
        tracker.Advance(Seconds(140), happenings);

        Assert.Equal(Exclusion.Staff, Assert.Single(Crossed()).Excluded);
    }

    [Fact]
    public void StaffAtTheCounterMakeNobodyElseStaff()
    {
        for (var at = 20.0; at < 200; at++)
        {
            Hear(at, -60);
            if ((int)at % 30 == 0)
                Cross(at + 0.5, (int)at % 60 == 0 ? Direction.In : Direction.Out);
        }

        tracker.Advance(Seconds(300), happenings);

        Assert.Equal(6, Crossed().Count);
        Assert.All(Crossed(), crossed => Assert.Null(crossed.Excluded));
    }

    [Fact]
    public void OneTagExcludesOneCrossingHoweverManyCross()
    {
        ComesIn(at: 100);
        Cross(98.5, Direction.In);
        Cross(101.5, Direction.In);
        tracker.Advance(Seconds(150), happenings);

        Assert.Equal(3, Crossed().Count);
        Assert.Equal(Exclusion.Staff, Assert.Single(Crossed(), crossed => crossed.Excluded is not null).Excluded);
    }

    [Fact]
    public void TagsThatAreThereWhenTheGatewayStartsHaveNotComeIn()
    {
        for (var at = 1.0; at < 20; at++)
        {
            Hear(at, -60);
        }

        Cross(5, Direction.In);
        tracker.Advance(Seconds(60), happenings);

        Assert.Null(Assert.Single(Crossed()).Excluded);
    }

    [Fact]
    public void RadioThatFailsHasLetNobodyOut()
    {
        for (var at = 50.0; at < 100; at++)
        {
            Hear(at, -60);
        }

        tracker.Observe(new SensorReport("radio", Seconds(100.2), "ble", SensorCondition.Failed, "gone", "", TimeSpan.Zero, null), happenings);
        Cross(101, Direction.Out);
        tracker.Advance(Seconds(200), happenings);

        Assert.Null(Assert.Single(Crossed()).Excluded);
    }

    [Fact]
    public void CrossingThatStillWaitsIsToldBeforeItsIntervalIs()
    {
        Cross(899, Direction.In);
        tracker.Advance(Seconds(901), happenings);

        Assert.Equal([typeof(DoorCrossed), typeof(DoorTraffic)], happenings.Select(one => one.Data.GetType()));
    }

    [Fact]
    public void BadgeAtAReaderOrScannerSaysThatItIsStaffs()
    {
        var (badge, told) = (new Identifier(IdentifierKinds.NfcUid, "staff", "04a1b2c3"), new List<Happening>());
        tracker.Observe(new Tap("clock", TimeSpan.FromSeconds(1), "back", "iso14443a", badge), told);
        tracker.Observe(new CodeScan("till", TimeSpan.FromSeconds(2), "till", badge), told);
        tracker.Observe(new Tap("clock", TimeSpan.FromSeconds(3), "back", "iso14443a", badge with { Programme = "club" }), told);

        Assert.Equal(Exclusion.Staff, told.Select(one => one.Data).OfType<TapRead>().First().Excluded);
        Assert.Equal(Exclusion.Staff, told.Select(one => one.Data).OfType<CodeScanned>().Single().Excluded);
        Assert.Null(told.Select(one => one.Data).OfType<TapRead>().Last().Excluded);
    }

    [Fact]
    public void WithoutStaffProgrammesACrossingIsToldAtOnce()
    {
        var plain = new VisitTracker(new VisitOptions { Doors = ["front"] }, () => Guid.Empty);
        plain.Observe(new DoorCrossing("front-beams", Seconds(10), "front", "entrance", Direction.In, 0.99), happenings);

        Assert.Single(Crossed());
        Assert.Equal(TimeSpan.Zero, plain.DecidedWithin);
    }

    [Fact]
    public void TagThatSendsTenTimesASecondToSeveralRadiosIsRememberedLongEnough()
    {
        for (var at = 50.0; at < 110; at += 0.1)
        {
            foreach (var zone in new[] { "entrance", "shop", "counter" })
            {
                tracker.Observe(new BeaconSighting($"{zone}-radio", Seconds(at), zone, Badge, at < 99 ? -70 : -78, null), happenings);
            }
        }

        tracker.Observe(new DoorCrossing("front-beams", Seconds(98), "front", "entrance", Direction.Out, 0.99), happenings);
        tracker.Advance(Seconds(140), happenings);

        Assert.Equal(Exclusion.Staff, Assert.Single(Crossed()).Excluded);
    }

    [Fact]
    public void MostOfStaffAreFoundAndFewCustomersTakenForThem()
    {
        var days = Enumerable.Range(1001, 3).Select(seed => StaffExclusion.Of(seed, new VisitOptions(), customersPerHour: 60, radios: [2, 15])).ToList();
        var all = new StaffExclusion(days.Sum(day => day.Staff), days.Sum(day => day.Right), days.Sum(day => day.Wrong), days.Sum(day => day.Customers));

        Assert.True(all is { Precision: >= 0.88, Recall: >= 0.8 }, $"{all}");
    }

    [Fact]
    public void NeverAreMoreExcludedThanStaffPassed()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var day = StaffExclusion.Of(seed, new VisitOptions(), customersPerHour: 60, radios: [2, 15], smokers: 0.3);
            Assert.True(day.Right + day.Wrong <= day.Staff, $"seed {seed}: {day}");
        }
    }

    private List<DoorCrossed> Crossed() => [.. happenings.Select(one => one.Data).OfType<DoorCrossed>()];

    // First heard in front of the door, loudest behind it, then further in.
    private void ComesIn(double at)
    {
        for (var step = -8; step <= 0; step++)
        {
            Hear(at + step, -88 + (2 * (step + 8)));
        }

        Cross(at, Direction.In);
        for (var step = 1; step < 40; step++)
        {
            Hear(at + step, step < 3 ? -62 : -75);
        }
    }

    private void Hear(double at, int dbm) => tracker.Observe(new BeaconSighting("radio", Seconds(at), "entrance", Badge, dbm, null), happenings);

    private void Cross(double at, Direction direction) => tracker.Observe(new DoorCrossing("front-beams", Seconds(at), "front", "entrance", direction, 0.99), happenings);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
