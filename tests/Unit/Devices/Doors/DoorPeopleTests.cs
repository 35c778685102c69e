using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices.Doors;

public sealed class DoorPeopleTests
{
    [Fact]
    public void TheSameSeedGivesTheSamePeopleAndTheSameDistances()
    {
        Assert.Equal(Ranges(seed: 3), Ranges(seed: 3));
        Assert.NotEqual(Ranges(seed: 3), Ranges(seed: 4));
    }

    [Fact]
    public void EmptyDoorShowsItsFloorFromBothRegions()
    {
        var ranges = Ranges(seed: 1).TakeWhile(range => range.At < TimeSpan.FromSeconds(8)).Where(range => range.Status == 0).ToList();
        Assert.InRange(ranges.Where(range => range.Roi == 0).Average(range => range.Millimetres), 2380, 2480);
        Assert.InRange(ranges.Where(range => range.Roi == 1).Average(range => range.Millimetres), 2380, 2480);
    }

    [Fact]
    public void NobodyWhoTurnsBackIsInTheTruth() =>
        Assert.Empty(new DoorPeople(DoorSite.Plain, DoorScenario.TurningBack, 50, seed: 1).Truth);

    [Fact]
    public void EveryoneInSingleFileIsInTheTruthInOrder()
    {
        var truth = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 50, seed: 1).Truth;
        Assert.Equal(50, truth.Count);
        Assert.Equal(truth.OrderBy(person => person.At), truth);
        Assert.InRange(truth.Count(person => person.IsInward), 10, 40);
    }

    [Fact]
    public void ColumnIsMetOnItsTopOrOnItsSide()
    {
        var column = new Solid(1, 0, 0.5, 0.5, 0, 1, 1, 0);
        Assert.Equal(1, column.Distance(1, 0, 2, 0, 0, -1), 1e-9);
        Assert.Equal(1.25, column.Distance(-0.75, 0, 2, 1, 0, -1), 1e-9);
        Assert.Equal(double.PositiveInfinity, column.Distance(3, 0, 2, 0, 0, -1));
        Assert.Equal(double.PositiveInfinity, column.Distance(-3, 0, 2, 1, 0, -1));
    }

    [Fact]
    public void BeamsAreBrokenInTheOrderOfTheWay()
    {
        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 1, seed: 2);
        var first = new BeamView(people, 1.0, 0.08).Edges().First();
        Assert.Equal(people.Truth[0].IsInward ? 0 : 1, first.Beam);
    }

    private static List<TofRange> Ranges(int seed) =>
        [.. new TofView(new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 5, seed), DoorSite.Plain, seed).Ranges()];
}
