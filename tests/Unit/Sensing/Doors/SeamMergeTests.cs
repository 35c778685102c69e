using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>Two arrays 1.3 m apart at 2.4 m; a ray meets somebody's head and shoulders 1.25 m below.</summary>
public sealed class SeamMergeTests
{
    private readonly SeamMerge merge = new([new SeamPlace(-0.65, 2.4, 110), new SeamPlace(0.65, 2.4, 110)]);
    private readonly List<DoorFinding> told = [];

    [Fact]
    public void PersonUnderTheSeamIsCountedOnce()
    {
        See(0, Crossing(10, Direction.In, 0.5));
        See(1, Crossing(10.1, Direction.In, -0.5));
        Assert.Equal((Direction.In, 0.99), (Assert.Single(End()).Direction, Math.Round(told[0].Confidence, 2)));
    }

    [Fact]
    public void TwoAbreastOneOnEachSideOfTheSeamAreTwo()
    {
        // 0.25 m to each side of the seam, each seen by one array alone.
        See(0, Crossing(10, Direction.In, 0.32));
        See(1, Crossing(10, Direction.In, -0.32));
        Assert.Equal(2, End().Count);
    }

    [Fact]
    public void TwoAbreastWhomBothSeeAreTwo()
    {
        See(0, Crossing(10, Direction.In, 0.28), Crossing(10, Direction.In, 0.76));
        See(1, Crossing(10.05, Direction.In, -0.28), Crossing(10.05, Direction.In, -0.76));
        Assert.Equal(2, End().Count);
    }

    [Fact]
    public void OneInAndOneOutUnderTheSeamAreTwo()
    {
        See(0, Crossing(10, Direction.In, 0.5));
        See(1, Crossing(10, Direction.Out, -0.5));
        Assert.Equal([Direction.In, Direction.Out], End().Select(one => one.Direction));
    }

    [Fact]
    public void OneBehindTheOtherUnderTheSeamAreTwo()
    {
        See(0, Crossing(10, Direction.In, 0.5));
        See(1, Crossing(10, Direction.In, -0.5));
        See(0, Crossing(10.8, Direction.In, 0.5));
        See(1, Crossing(10.8, Direction.In, -0.5));
        Assert.Equal([10.0, 10.8], End().Select(one => one.At.TotalSeconds));
    }

    [Fact]
    public void HalfACrossingUnderTheEdgeOfTheOtherViewIsNoUTurn()
    {
        See(1, new DoorFinding(DoorFindingKind.UTurn, TimeSpan.FromSeconds(10.2), AcrossTangent: -0.5));
        See(0, Crossing(10, Direction.In, 0.5));
        Assert.Equal(DoorFindingKind.Crossing, Assert.Single(End()).Kind);
    }

    [Fact]
    public void ChildWhomBothArraysPlaceTooNearIsOne()
    {
        See(0, Crossing(10, Direction.Out, 0.36));
        See(1, Crossing(10, Direction.Out, -0.36));
        Assert.Single(End());
    }

    [Fact]
    public void PersonUnderTheNeighbourIsTheNeighboursToTell()
    {
        See(0, Crossing(10, Direction.In, 1.05), Crossing(10.1, Direction.In, 1.3));
        See(1, Crossing(10, Direction.In, 0.1));
        Assert.Single(End());
    }

    [Fact]
    public void OfThreeArraysTheOuterOnesShareNoSeam()
    {
        var three = new SeamMerge([new SeamPlace(-0.85, 2.4, 110), new SeamPlace(0.85, 2.4, 110), new SeamPlace(0, 2.4, 110)]);
        Assert.Empty(three.Observe(0, [Crossing(10, Direction.In, 0.8)], TimeSpan.FromSeconds(10)));
        Assert.Single(three.Observe(2, [Crossing(10, Direction.In, 0)], TimeSpan.FromSeconds(10)));
        Assert.Empty(three.End());
    }

    [Fact]
    public void PersonWhomNoNeighbourCanSeeIsToldAtOnce()
    {
        See(0, Crossing(10, Direction.In, -1));
        Assert.Single(told);
    }

    [Fact]
    public void NeighbourHasASecond()
    {
        See(0, Crossing(10, Direction.In, 0.5));
        Assert.Empty(told);
        told.AddRange(merge.Observe(1, [], TimeSpan.FromSeconds(11)));
        Assert.Empty(told);
        told.AddRange(merge.Observe(1, [], TimeSpan.FromSeconds(11.1)));
        Assert.Single(told);
    }

    [Fact]
    public void NeighbourWhoFindsTheSameLaterSaysNothingNew()
    {
        See(1, Crossing(10, Direction.In, -0.2));
        Assert.Single(told);
        told.AddRange(merge.Observe(0, [Crossing(10.1, Direction.In, 0.55)], TimeSpan.FromSeconds(10.9)));
        told.AddRange(merge.Observe(0, [], TimeSpan.FromSeconds(12)));
        Assert.Single(End());
    }

    [Fact]
    public void CrossingIsNotLostToATurnThatIsOut()
    {
        See(1, new DoorFinding(DoorFindingKind.UTurn, TimeSpan.FromSeconds(10), AcrossTangent: -0.2));
        See(0, Crossing(10, Direction.In, 0.55));
        Assert.Equal([DoorFindingKind.UTurn, DoorFindingKind.Crossing], End().Select(one => one.Kind));
    }

    [Fact]
    public void TimeThatPassesWithoutAFindingAllocatesNothing()
    {
        var second = 0;
        Assert.Equal(0, Allocations.Of(() => merge.Observe(second++ % 2, [], TimeSpan.FromSeconds(second))));
    }

    [Fact]
    public void WhatIsSeenAtTheEdgeOfAViewIsFurtherOut()
    {
        // A Grid-EYE sees no middle further out than half a metre beside it; its neighbour has the person right below.
        var narrow = new SeamMerge([new SeamPlace(0, 2.4, 60), new SeamPlace(0.85, 2.4, 60)]);
        Assert.Single(narrow.Observe(1, [Crossing(10, Direction.In, 0.2)], TimeSpan.FromSeconds(10.1)));
        Assert.Empty(narrow.Observe(0, [Crossing(10, Direction.In, 0.48)], TimeSpan.FromSeconds(10.2)));
        Assert.Empty(narrow.End());
    }

    [Fact]
    public void WithoutPlacesTimeAloneSaysThatItIsOnePerson()
    {
        See(0, new DoorFinding(DoorFindingKind.Crossing, TimeSpan.FromSeconds(10), Direction.In, 0.9));
        See(1, new DoorFinding(DoorFindingKind.Crossing, TimeSpan.FromSeconds(10.3), Direction.In, 0.9));
        Assert.InRange(Assert.Single(End()).Confidence, 0.7, 0.8);
    }

    [Fact]
    public void HipAndLegsBesideAViewAreThePersonWhomTheNeighbourSeesWhole()
    {
        See(0, Unplaced(10, 1.7));
        See(1, Unplaced(10.1, 0.85));
        Assert.Single(End());
    }

    [Fact]
    public void TwoHeadsUnderTwoSensorsThatKnowNoPlaceAreTwo()
    {
        See(0, Unplaced(10, 1.7));
        See(1, Unplaced(10.05, 1.5));
        Assert.Equal(2, End().Count);
    }

    [Fact]
    public void SensorsThatAreNoNeighboursSeeNobodyTwice()
    {
        var three = new SeamMerge([new SeamPlace(-0.75, 2.4, 19.1), new SeamPlace(0, 2.4, 19.1), new SeamPlace(0.75, 2.4, 19.1)]);
        three.Observe(0, [Unplaced(10, 1.7)], TimeSpan.FromSeconds(10.1));
        three.Observe(2, [Unplaced(10, 0.85)], TimeSpan.FromSeconds(10.1));
        Assert.Equal(2, three.End().Count);
    }

    [Theory]
    [InlineData(DoorScenario.SingleFile, 0.91)]
    [InlineData(DoorScenario.Crowd, 0.94)]
    public void PeopleThroughAWideDoorUnderThreeVl53l1xAreMostlyCountedOnce(DoorScenario scenario, double atLeast)
    {
        OverheadAccuracy Of(OverheadAccuracy.Watcher watcher) => OverheadAccuracy.Of(watcher, scenario, episodes: 200, firstSeed: 651, WideDoorAccuracy.WidthMetres);
        var (one, many) = (Of(WideDoorAccuracy.MergedTof(WideDoorAccuracy.ThreeTof)), Of(WideDoorAccuracy.AddedTof(WideDoorAccuracy.ThreeTof)));
        Assert.True(one.Share >= atLeast && one.Extra * 2 <= many.Extra, $"{one} instead of {many}");
    }

    [Theory]
    [InlineData(DoorScenario.SingleFile, 0.97)]
    [InlineData(DoorScenario.Crowd, 0.93)]
    public void PeopleThroughAWideDoorUnderTwoMlx90640AreCountedOnce(DoorScenario scenario, double atLeast)
    {
        var accuracy = OverheadAccuracy.Of(
            WideDoorAccuracy.Merged(ThermalChip.Mlx90640, WideDoorAccuracy.TwoMelexis), scenario, episodes: 100, firstSeed: 641, WideDoorAccuracy.WidthMetres);
        Assert.True(accuracy.Share >= atLeast, accuracy.ToString());
    }

    [Fact]
    public void ArraysThatShareADoorSayWhereTheyHang()
    {
        ThermalDoorOptions[] arrays = [new() { Name = "a", Door = "front", OffsetMetres = -0.6 }, new() { Name = "b", Door = "front" }, new() { Name = "c", Door = "side" }];
        Assert.StartsWith("t[1].offsetMetres: is not set, and 2 arrays hang over door front", Assert.Single(Problems(arrays)), StringComparison.Ordinal);
        arrays[1] = arrays[1] with { OffsetMetres = -0.5 };
        Assert.Contains("less than 0.3", Assert.Single(Problems(arrays)), StringComparison.Ordinal);

        static List<string> Problems(ThermalDoorOptions[] arrays) => [.. ThermalDoorOptions.ProblemsOfDoors(arrays.Select((one, i) => ($"t[{i}]", one)))];
    }

    [Fact]
    public void TimeOfFlightSensorsThatShareADoorSayWhereTheyHang()
    {
        TofDoorOptions[] sensors = [new() { Name = "a", Door = "front", OffsetMetres = -0.4 }, new() { Name = "b", Door = "front", Bus = "i2c-3" }];
        Assert.StartsWith("sensors.tof[1].offsetMetres: is not set, and 2 sensors hang over door front", Assert.Single(Problems(sensors)), StringComparison.Ordinal);
        Assert.Empty(Problems([sensors[0], sensors[1] with { OffsetMetres = 0.35 }]));

        static List<string> Problems(TofDoorOptions[] sensors) => [.. new SensingOptions { Tof = sensors }.Problems()];
    }

    [Fact]
    public void SensorsOfTwoKindsCannotCountAtOneDoor()
    {
        var options = new SensingOptions
        {
            Thermal = [new() { Name = "a", Door = "front" }],
            Tof = [new() { Name = "b", Door = "front" }, new() { Name = "c", Door = "side", Bus = "i2c-3" }],
        };
        Assert.StartsWith("sensors.tof[0].door: front is counted by sensors.thermal[0] already", Assert.Single(options.Problems()), StringComparison.Ordinal);
    }

    private static DoorFinding Unplaced(double at, double topMetres) =>
        new(DoorFindingKind.Crossing, TimeSpan.FromSeconds(at), Direction.In, 0.9, TopMetres: topMetres);

    private static DoorFinding Crossing(double at, Direction direction, double tangent) =>
        new(DoorFindingKind.Crossing, TimeSpan.FromSeconds(at), direction, 0.9, tangent);

    private void See(int place, params DoorFinding[] found) => told.AddRange(merge.Observe(place, found, found[0].At + TimeSpan.FromSeconds(0.1)));

    private List<DoorFinding> End()
    {
        told.AddRange(merge.End());
        return told;
    }
}
