using EdgeGateway.Cli;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Cli;

public sealed class DoorSettingsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void SettingsOfEveryKindOfSensorAreTaken()
    {
        Write("""
            {"sensors":{
              "doors":[{"name":"pair","door":"front","spacingMetres":0.05,"blockedAfter":"00:00:10"}],
              "tof":[{"name":"ranger","door":"front","mountMetres":2.6,"personMetresMin":0.3,"personMetresMax":2.1,"roiDepthSpads":6,"blockedAfter":"00:02:00"}],
              "thermal":[{"name":"array","door":"front","kind":"mlx90640","refreshHertz":8}],
              "singleBeams":[{"name":"side","blockedAfter":"00:00:20"}], // a comment
              "ultrasonic":[{"name":"echo","nearerMetres":0.5}],
            }}
            """);

        Assert.True(DoorSettings.TryRead(file, door: null, out var read, out _, out var problem), problem);
        Assert.Equal((0.05, 10), (read.Beams.SpacingMetres, read.Beams.BlockedAfter.TotalSeconds));
        Assert.Equal((2.6, 0.3, 2.1, 6, 120), (read.Tof.MountMetres, read.Tof.PersonMetresMin, read.Tof.PersonMetresMax, read.Tof.RoiDepthSpads, read.Tof.BlockedAfter.TotalSeconds));
        Assert.Equal((8, 20, 0.5), (read.Thermal.RefreshHertz, read.SingleBeam.BlockedAfter.TotalSeconds, read.Ultrasonic.NearerMetres));
    }

    [Fact]
    public void DoorOrSensorIsChosenByItsName()
    {
        Write("""{"sensors":{"tof":[{"name":"a","mountMetres":2.2},{"name":"b","door":"back","mountMetres":2.3}]}}""");

        Assert.Equal((2.3, 2.3, 2.2), (Mount("back"), Mount("b"), Mount("a")));
        Assert.False(DoorSettings.TryRead(file, "side", out _, out _, out var problem));
        Assert.Contains("has no door side under sensors; --door takes one of: a, back, b", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"sensors":{"tof":[{"name":"a","personMetresMax":9}]}}""", "tof.personMetresMax: 9 is outside 1.6 to 2.3")]
    [InlineData("""{"sensors":{"doors":[{"name":"a","spacingMetres":"wide"}]}}""", "edgectl config check")]
    [InlineData("""{"sensors":{}}""", "has no door sensor at all")]
    [InlineData("""{"sensors":{"tof":[{"name":"a","blockedAfter":"99999999:00:00"}]}}""", "edgectl config check")]
    [InlineData("[]", "has no door sensor at all")]
    [InlineData("{", "cannot be read")]
    public void WhatIsWrongIsSaid(string json, string sentence)
    {
        Write(json);

        Assert.False(DoorSettings.TryRead(file, door: null, out _, out _, out var problem));
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void KindsThatAreConfiguredAreTold()
    {
        Write("""{"sensors":{"tof":[{"name":"a"}],"ultrasonic":[{"name":"b"}]}}""");

        Assert.True(DoorSettings.TryRead(file, door: null, out _, out var kinds, out _));
        Assert.Equal([SignalKind.Distance, SignalKind.Ultrasonic], kinds!.Order());
    }

    private double Mount(string door)
    {
        Assert.True(DoorSettings.TryRead(file, door, out var read, out _, out var problem), problem);
        return read.Tof.MountMetres;
    }

    private void Write(string json) => File.WriteAllText(file, json);
}
