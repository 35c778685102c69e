using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>What a story cannot tell: times between the stories' lines, limits, and sightings out of step.</summary>
public class VisitTrackerTests
{
    private static readonly Identifier Alice = new(IdentifierKinds.IBeacon, "loyalty-app", "alice");
    private readonly List<Happening> happenings = [];
    private readonly VisitTracker tracker = new(new VisitOptions { Doors = ["front"] }, () => new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]));

    [Fact]
    public void ArrivesWithinThreeSecondsOfTheFirstAdvertisement()
    {
        for (var at = 0.0; at < 3; at += 0.35)
        {
            Hear(at, -70);
        }

        Assert.InRange(Assert.Single(happenings).At.TotalSeconds, 0, 3);
    }

    [Fact]
    public void PassagesAreATotalOfTheirOwnWhereADoorHasThem()
    {
        var counter = new VisitTracker(new VisitOptions { Doors = ["front", "yard"], PassageDoors = ["yard"] }, Guid.NewGuid);
        counter.Observe(new DoorPassage("yard-beam", Seconds(10), "yard"), happenings);
        counter.Observe(new DoorPassage("yard-beam", Seconds(20), "yard"), happenings);
        counter.Advance(Seconds(1800), happenings);

        var traffic = happenings.Select(happening => happening.Data).OfType<DoorTraffic>().ToList();
        Assert.Equal([("front", null), ("yard", 2), ("front", null), ("yard", 0)], traffic.Select(totals => (totals.Door, totals.Passages)));
        Assert.All(traffic, totals => Assert.Equal((0, 0), (totals.In, totals.Out)));
        Assert.Equal(10, traffic[1].BlindSeconds);
    }

    [Fact]
    public void EvidenceAfterTheArrivalShowsWhenTheVisitorLeaves()
    {
        Hear(0, -60);
        Hear(0.3, -60);
        Hear(0.6, -60);
        var arrived = Assert.IsType<VisitorArrived>(Assert.Single(happenings).Data);
        tracker.Observe(Crossing(0.8, Direction.In), happenings);
        tracker.Advance(Seconds(200), happenings);

        var left = Assert.IsType<VisitorLeft>(happenings[^1].Data);
        Assert.DoesNotContain(arrived.Evidence, piece => piece.Kind == EvidenceKind.Door);
        Assert.Contains(left.Evidence, piece => piece.Kind == EvidenceKind.Door);
        Assert.True(left.Confidence > arrived.Confidence);
        Assert.Equal(119.4, left.Evidence.Single(piece => piece.Kind == EvidenceKind.Beacon).SecondsBefore + 0.6 - 1.2, 0.01);
    }

    [Fact]
    public void ACrossingThatComesAMomentLateIsStillCountedAndFused()
    {
        Hear(10, -60);
        Hear(10.3, -60);
        tracker.Observe(Crossing(10.2, Direction.In), happenings);
        Hear(10.6, -60);

        Assert.Contains(Assert.IsType<VisitorArrived>(happenings[^1].Data).Evidence, piece => piece.Kind == EvidenceKind.Door);
        Assert.Equal(Seconds(10.2), happenings[0].At);
    }

    [Fact]
    public void ACrossingAfterItsIntervalWasToldIsCountedInTheNext()
    {
        tracker.Advance(Seconds(900), happenings);
        tracker.Observe(Crossing(899.9, Direction.Out), happenings);
        tracker.Advance(Seconds(1800), happenings);

        Assert.Equal([0, 1], happenings.Select(happening => happening.Data).OfType<DoorTraffic>().Select(traffic => traffic.Out));
    }

    [Theory]
    [InlineData(30, 930)] // 30 s to the quarter is too short for an interval of its own
    [InlineData(600, 600)]
    [InlineData(4200, 600)] // any boundary will do
    [InlineData(-300, 600)]
    public void IntervalsEndOnTheWallClockOnceItIsKnown(double boundary, double firstEnd)
    {
        tracker.AlignTraffic(Seconds(boundary));
        tracker.Advance(Seconds(2000), happenings);

        Assert.Equal([firstEnd, firstEnd + 900], happenings.Select(happening => happening.At.TotalSeconds));
        Assert.Equal(firstEnd, ((DoorTraffic)happenings[0].Data).IntervalSeconds);
    }

    [Fact]
    public void ADoorNobodyHasHeardOfIsBlind()
    {
        tracker.Advance(Seconds(900), happenings);

        Assert.Equal(900, ((DoorTraffic)happenings[0].Data).BlindSeconds);
    }

    [Fact]
    public void AWeakBeaconOutsideDoesNotKeepAVisitAlive()
    {
        for (var at = 0.0; at < 300; at += 0.5)
        {
            Hear(at, at < 20 ? -60 : -97);
        }

        Assert.InRange(Assert.Single(happenings, happening => happening.Data is VisitorLeft).At.TotalSeconds, 140, 150);
    }

    [Fact]
    public void AFloodOfIdentifiersIsRefusedAndCounted()
    {
        var limited = new VisitTracker(new VisitOptions { VisitorsMax = 10 }, Guid.NewGuid);
        for (var number = 0; number < 1000; number++)
        {
            limited.Observe(new BeaconSighting("radio", Seconds(1), "entrance", Alice with { Value = $"{number}" }, -40, null), happenings);
        }

        Assert.Equal(10, limited.Present);
        Assert.Equal(990, limited.Refused);
    }

    [Fact]
    public void TheScheduleDoesNotGrowWithTheAdvertisements()
    {
        for (var number = 0; number < 100_000; number++)
        {
            Hear(number * 0.1, -60);
        }

        Assert.True(tracker.LooksWaiting < 5, $"{tracker.LooksWaiting} entries wait for one visitor");
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    private static DoorCrossing Crossing(double at, Direction direction) => new("front-beams", Seconds(at), "front", "entrance", direction, 0.95);

    private void Hear(double at, int rssi) => tracker.Observe(new BeaconSighting("radio", Seconds(at), "entrance", Alice, rssi, -59), happenings);
}
