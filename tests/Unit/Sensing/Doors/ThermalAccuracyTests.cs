using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>Guards the table in src/Sensing/Doors/README.md with fewer people.</summary>
public sealed class ThermalAccuracyTests
{
    [Theory]
    [InlineData(DoorScenario.SingleFile, 100, 0.97)]
    [InlineData(DoorScenario.Abreast, 100, 0.9)]
    [InlineData(DoorScenario.Following, 100, 0.97)]
    public void PeopleUnderAnAmg8833AreCountedTheRightWay(DoorScenario scenario, int episodes, double atLeast)
    {
        var accuracy = OverheadAccuracy.Of(OverheadAccuracy.Amg8833, scenario, episodes, firstSeed: 601);
        Assert.True(accuracy.InShare >= atLeast && accuracy.OutShare >= atLeast, accuracy.ToString());
    }

    [Fact]
    public void PeopleWhoTurnBackUnderAnAmg8833AreNotCounted() =>
        Assert.Equal(0, OverheadAccuracy.Of(OverheadAccuracy.Amg8833, DoorScenario.TurningBack, 100, firstSeed: 621).Extra);
}
