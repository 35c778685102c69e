using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>Guards the table in src/Sensing/Doors/README.md with fewer people.</summary>
public sealed class TofAccuracyTests
{
    [Fact]
    public void PeopleOneByOneAreCountedTheRightWay()
    {
        var accuracy = OverheadAccuracy.Of(OverheadAccuracy.Tof, DoorScenario.SingleFile, 300, firstSeed: 501);
        Assert.True(accuracy is { InShare: >= 0.98, OutShare: >= 0.98 }, accuracy.ToString());
    }

    [Fact]
    public void PeopleWhoTurnBackAreNotCounted() =>
        Assert.Equal(0, OverheadAccuracy.Of(OverheadAccuracy.Tof, DoorScenario.TurningBack, 300, firstSeed: 521).Extra);

    [Theory]
    [InlineData(DoorScenario.Trolleys, 0.95)]
    [InlineData(DoorScenario.Children, 0.92)]
    [InlineData(DoorScenario.Following, 0.97)]
    [InlineData(DoorScenario.DoorLeaf, 0.97)]
    [InlineData(DoorScenario.Loitering, 0.93)]
    [InlineData(DoorScenario.ChildAhead, 0.88)]
    public void WhatMakesADoorHardCostsLittle(DoorScenario scenario, double atLeast)
    {
        var accuracy = OverheadAccuracy.Of(OverheadAccuracy.Tof, scenario, 100, firstSeed: 541);
        Assert.True(accuracy.Share >= atLeast, accuracy.ToString());
    }

    [Fact]
    public void TwoAbreastAreOneToASingleSensorAndNeverMore()
    {
        var accuracy = OverheadAccuracy.Of(OverheadAccuracy.Tof, DoorScenario.Abreast, 100, firstSeed: 561);
        Assert.Equal(0, accuracy.Extra);
        Assert.InRange(accuracy.Share, 0.45, 0.6);
    }
}
