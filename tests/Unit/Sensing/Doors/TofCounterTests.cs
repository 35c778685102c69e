using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class TofCounterTests
{
    private const int Floor = 2400;

    private readonly TofCounter counter = new(new TofSettings());
    private readonly List<DoorFinding> found = [];
    private TimeSpan now = TimeSpan.FromMinutes(1);

    [Fact]
    public void PersonUnderTheStreetsRegionThenTheStoresHasGoneIn()
    {
        Play("__", 20);
        Play("P_", 2);
        Play("PP", 3);
        Play("_P", 2);
        Play("__", 5);

        var crossing = Assert.Single(found);
        Assert.Equal((DoorFindingKind.Crossing, Direction.In, 0.97), (crossing.Kind, crossing.Direction, crossing.Confidence));
    }

    [Fact]
    public void PersonWhoComesBackOutOfTheSecondRegionHasTurnedBack()
    {
        Play("__", 20);
        Play("P_", 5);
        Play("PP", 5);
        Play("P_", 5);
        Play("__", 15);

        Assert.Equal(DoorFindingKind.UTurn, Assert.Single(found).Kind);
    }

    [Fact]
    public void FloorIsLearntAndFollowsASlowDrift()
    {
        Play("__", 20);
        Assert.Equal(2.4, counter.FloorMetres!.Value, 0.01);
        for (var millimetres = Floor; millimetres > Floor - 100; millimetres--)
            Read(millimetres, millimetres, 0, 30);

        Assert.Equal(2.3, counter.FloorMetres!.Value, 0.03);
        Assert.Empty(found);
    }

    [Fact]
    public void WhatStaysBecomesPartOfTheRoomAndPeopleAreCountedOverIt()
    {
        Play("__", 20);
        Read(1500, 1500, 0, 1000);
        Assert.Equal(DoorFindingKind.Blocked, found[^1].Kind);
        found.Clear();

        Play("P_", 2, beneath: 1500);
        Play("PP", 3, beneath: 1500);
        Play("_P", 2, beneath: 1500);
        Play("__", 5, beneath: 1500);
        Assert.Equal(Direction.In, Assert.Single(found).Direction);
        found.Clear();

        Play("__", 30);
        Assert.Contains(found, one => one.Kind == DoorFindingKind.Cleared);
        Assert.DoesNotContain(found, one => one.Kind == DoorFindingKind.Crossing);
    }

    [Fact]
    public void LeafHigherThanAPersonIsNotCounted()
    {
        Play("__", 20);
        Read(380, Floor, 0, 2);
        Read(380, 380, 0, 3);
        Read(Floor, 380, 0, 2);
        Play("__", 15);

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(255)]
    public void OneReadingThatTellsNothingPartsNobody(int status)
    {
        Play("__", 20);
        Play("P_", 2);
        Play("PP", 2);
        Read(3900, 3900, status, 1);
        Play("PP", 2);
        Play("_P", 2);
        Play("__", 5);

        Assert.Equal((DoorFindingKind.Crossing, Direction.In), (Assert.Single(found).Kind, found[0].Direction));
    }

    [Fact]
    public void SmallChildWhoIsOneReadingInEachHalfIsCounted()
    {
        Play("__", 20);
        Read(2050, Floor, 0, 1);
        Read(Floor, 2000, 0, 1);
        Play("__", 15);

        Assert.Equal((DoorFindingKind.Crossing, Direction.In), (Assert.Single(found).Kind, found[0].Direction));
    }

    [Fact]
    public void TwoWrongReadingsOfDifferentHeightsAreNobody()
    {
        Play("__", 20);
        Read(2050, Floor, 0, 1);
        Read(Floor, 900, 0, 1);
        Play("__", 15);

        Assert.Empty(found);
    }

    [Fact]
    public void UnsureReadingsThatTheNextOnesConfirmAreWhereAHillBegins()
    {
        Play("__", 20);
        One(0, 2050, 1);
        One(1, Floor, 0);
        One(0, 2000, 0);
        One(1, 2050, 1);
        One(0, Floor, 0);
        One(1, 2000, 0);
        Play("__", 15);

        Assert.Equal((DoorFindingKind.Crossing, Direction.In), (Assert.Single(found).Kind, found[0].Direction));
    }

    [Theory]
    [InlineData(2050, DoorFindingKind.Crossing)]
    [InlineData(900, DoorFindingKind.UTurn)]
    public void UnsureReadingBesideAHillTellsTheWayIfItIsAsHigh(int millimetres, DoorFindingKind kind)
    {
        Play("__", 20);
        Read(2050, Floor, 0, 2);
        One(0, Floor, 0);
        One(1, millimetres, 1);
        Play("__", 25);

        Assert.Equal(kind, Assert.Single(found).Kind);
        Assert.True(kind != DoorFindingKind.Crossing || found[0] is { Direction: Direction.In, Confidence: < 0.8 });
    }

    [Fact]
    public void UnsureReadingAloneIsNobody()
    {
        Play("__", 20);
        One(0, 900, 1);
        Play("__", 25);

        Assert.Empty(found);
    }

    [Fact]
    public void FloorThatSendsNothingBackIsAnEmptyDoor()
    {
        Play("__", 20);
        Read(0, 0, 2, 200);
        Play("P_", 2);
        Play("PP", 3);
        Play("_P", 2);
        Read(0, 0, 4, 15);

        Assert.Equal(Direction.In, Assert.Single(found).Direction);
    }

    [Fact]
    public void AnyNumbersAtAllAreSurvived()
    {
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++)
        {
            var at = TimeSpan.FromSeconds(random.NextDouble() * i);
            counter.Observe(new TofReading(at, random.Next(-1, 4), random.Next(10) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(4000), random.Next(-1, 9)));
        }
    }

    // P is a person of 1.7 m under the street's or the store's region, _ is what lies beneath.
    private void Play(string regions, int times, int beneath = Floor) =>
        Read(regions[0] == 'P' ? 700 : beneath, regions[1] == 'P' ? 700 : beneath, 0, times);

    private void One(int roi, int millimetres, int status)
    {
        now += TimeSpan.FromMilliseconds(36);
        found.AddRange(counter.Observe(new TofReading(now, roi, millimetres, status)));
    }

    private void Read(int street, int store, int status, int times)
    {
        for (var i = 0; i < times * 2; i++)
        {
            now += TimeSpan.FromMilliseconds(36);
            found.AddRange(counter.Observe(new TofReading(now, i % 2, i % 2 == 0 ? street : store, status)));
        }
    }
}
