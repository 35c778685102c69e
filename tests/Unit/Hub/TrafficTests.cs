using EdgeGateway.Events;
using EdgeGateway.Hub.Insights;

namespace EdgeGateway.Tests.Unit.Hub;

public class TrafficTests
{
    [Fact]
    public void TotalsThatEqualTheCrossingsAgree()
    {
        using var hub = new HubFixture();
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9), minutes: 15); // At the boundary: belongs to the interval that ends there.
        hub.Happens(new DoorTraffic("front", 900, 1, 0, 0, 0), minutes: 15);
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9), minutes: 16);
        hub.Happens(new DoorCrossed("front", Direction.Out, 0.9), minutes: 29);
        hub.Happens(new DoorTraffic("front", 900, 1, 1, 2, 0), minutes: 30);

        var report = hub.Traffic.Report("berlin-1", HubFixture.Morning, HubFixture.Morning.AddHours(1), 15);
        Assert.Equal(1, report.Agreement);
        Assert.Equal((2, 1), (report.Doors.Single().In, report.Doors.Single().Out));
        Assert.Equal([1, 1], report.Doors.Single().Steps.Select(step => step.In));
    }

    [Fact]
    public void StoreIsAskedForItsOwnDoorsAndTheChainForAll()
    {
        using var hub = new HubFixture();
        foreach (var store in new[] { "berlin-1", "paris-1" })
        {
            hub.Store(
                HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), 1, minutes: 1, store),
                HubFixture.Message(new DoorTraffic("front", 900, 1, 0, 2, 0), 2, minutes: 15, store));
        }

        var paris = hub.Traffic.Report("paris-1", HubFixture.Morning, HubFixture.Morning.AddHours(1), 15);
        Assert.Equal(("paris-1", 1, 2), (paris.Doors.Single().Store, paris.Doors.Single().In, paris.Doors.Single().UTurns));
        Assert.True(Assert.Single(paris.Doors.Single().Control).Agrees);
        Assert.Equal(["berlin-1", "paris-1"], hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddHours(1), 15).Doors.Select(door => door.Store));
    }

    [Fact]
    public void ACrossingThatIsMissingBreaksTheControlSum()
    {
        using var hub = new HubFixture();
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9), minutes: 1);
        hub.Happens(new DoorTraffic("front", 900, 2, 0, 0, 0), minutes: 15);

        var control = hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddHours(1), 15).Doors.Single().Control.Single();
        Assert.False(control.Agrees);
        Assert.Equal((2, 1), (control.In, control.StoredIn));
    }

    [Fact]
    public void CustomersAreThoseWhoAreNeitherStaffNorOutsideTheHours()
    {
        using var hub = new HubFixture();
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9), minutes: 1);
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9, Exclusion.Staff), minutes: 2);
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9, Exclusion.Closed), minutes: 3);
        hub.Happens(new DoorCrossed("front", Direction.Out, 0.9, Exclusion.Staff), minutes: 4);
        hub.Happens(new DoorTraffic("front", 900, 3, 1, 2, 30, 4, new DoorCounts(1, 1), new DoorCounts(1, 0)), minutes: 15);

        var report = hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddHours(1), 15);
        var door = report.Doors.Single();
        Assert.Equal((3, 1, 1, 1, 1, 0), (door.In, door.Out, door.StaffIn, door.StaffOut, door.ClosedIn, door.ClosedOut));
        Assert.Equal((1, 0, 2, 4, 30), (door.CustomersIn, door.CustomersOut, door.UTurns, door.Passages, door.BlindSeconds));
        Assert.Equal((1, 1), (report.Agreement, door.Steps.Single().CustomersIn));
    }

    [Fact]
    public void ExclusionThatTheDoorDoesNotAccountForBreaksTheControlSum()
    {
        using var hub = new HubFixture();
        hub.Happens(new DoorCrossed("front", Direction.In, 0.9, Exclusion.Staff), minutes: 1);
        hub.Happens(new DoorTraffic("front", 900, 1, 0, 0, 0), minutes: 15);

        Assert.Equal(0, hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddHours(1), 15).Agreement);
    }

    [Fact]
    public void SumsOfTheDoorKnowMoreIntervalsThanAreListed()
    {
        using var hub = new HubFixture();
        const int intervals = TrafficQueries.RowsMax + 10;
        hub.StoreAt(HubFixture.Morning.AddMinutes(intervals), Enumerable.Range(1, intervals).Select(n => HubFixture.Message(new DoorTraffic("front", 60, 0, 0, 1, 2, 3), n, minutes: n)));

        var door = hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddMinutes(intervals), 60).Doors.Single();
        Assert.Equal((intervals, 3L * intervals, 2d * intervals), (door.UTurns, door.Passages, door.BlindSeconds));
    }

    [Fact]
    public void MoreStepsThanOneAnswerHasAreNotSummedUpAsIfTheyWereAll()
    {
        using var hub = new HubFixture();
        const int minutes = TrafficQueries.RowsMax + 1;
        hub.StoreAt(HubFixture.Morning.AddMinutes(minutes), Enumerable.Range(1, minutes).Select(n => HubFixture.Message(new DoorCrossed("front", Direction.In, 0.9), n, minutes: n)));

        Assert.True(hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddMinutes(minutes), 1).IsCut);
        var report = hub.Traffic.Report(null, HubFixture.Morning, HubFixture.Morning.AddMinutes(minutes), 2);
        Assert.Equal((false, minutes), (report.IsCut, report.Doors.Single().In));
    }
}
