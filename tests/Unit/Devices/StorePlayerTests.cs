using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class StorePlayerTests
{
    private readonly StoreScript script = StoreScript.BusyQuarterHour(5);
    private readonly Antenna antenna = new();

    [Fact]
    public void RehearsedStepByStepTheDevicesSayWhatTheScriptSays()
    {
        var clock = new SimulatedClock();
        var hardware = SimulatedHardware.Of(script.Header.Store, clock, _ => antenna);
        using var door = hardware.OpenGpioLines(new GpioLinesSettings("gpiochip0", [17, 27]));
        using var player = hardware.Rehearse(script);
        var start = clock.SinceBoot;

        var edges = new List<GpioEdge>();
        for (var second = 1; second <= 900; second++)
        {
            player.AdvanceTo(TimeSpan.FromSeconds(second));
            while (door.WaitForEdge(TimeSpan.Zero, out var edge)) edges.Add(edge);
        }

        Assert.True(player.EndOfScript.IsCompletedSuccessfully);
        Assert.Equal(start + script.Length, clock.SinceBoot);
        var expected = script.Steps().OfType<BeamStep>().Where(step => step.Line is 17 or 27).Select(step => (start + step.At, step.Line, step.Broken));
        Assert.Equal(expected, edges.Select(edge => (edge.At, edge.Offset, edge.IsActive)));
        Assert.Equal(script.Lines.Count(line => line.Tap is not null), antenna.Presented);
    }

    [Fact]
    public async Task PlayedOnItsThreadItEndsByItself()
    {
        Assert.True(StoreScript.TryParse(["""{"store":{"radios":[{"name":"hci0","zone":"a","x":0}],"doors":[],"readers":["r"]},"seed":1,"for":60,"phones":3}""", """{"at":30,"tap":{"reader":"r","uid":"04010203"}}"""], out var minute, out _));
        var hardware = SimulatedHardware.Of(minute.Header.Store, new SimulatedClock(), _ => antenna);

        using var player = hardware.Play(minute, speed: 600);
        await player.EndOfScript.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((1, 1), (antenna.Presented, antenna.Removed));
        Assert.True(player.Position >= minute.Length);
    }

    [Fact]
    public async Task ACardStaysUntilItHasBeenReadAndTheNextOneWaits()
    {
        Assert.True(StoreScript.TryParse(
            [
                """{"store":{"radios":[{"name":"hci0","zone":"a","x":0}],"doors":[],"readers":["r"]},"seed":1,"for":60,"phones":0}""",
                """{"at":30,"tap":{"reader":"r","uid":"04010203"},"for":0.5}""",
                """{"at":31,"tap":{"reader":"r","uid":"04010204"},"for":0.5}""",
            ],
            out var minute,
            out _));
        var slow = new Antenna { Slowness = 20 };
        var hardware = SimulatedHardware.Of(minute.Header.Store, new SimulatedClock(), _ => slow);

        using var player = hardware.Play(minute, speed: 600);
        await player.EndOfScript.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((2, 2, 0), (slow.Presented, slow.Removed, slow.RemovedUnread));
    }

    [Fact]
    public void StoppedHalfwayItIsCancelled()
    {
        var hardware = SimulatedHardware.Of(script.Header.Store, new SimulatedClock(), _ => antenna);
        var player = hardware.Play(script, speed: 1);

        player.Dispose();

        Assert.True(player.EndOfScript.IsCanceled);
    }

    private sealed class Antenna : ISimulatedTagField
    {
        public int Presented { get; private set; }

        public int Removed { get; private set; }

        public int RemovedUnread { get; private set; }

        /// <summary>How often it is asked until it has been read.</summary>
        public int Slowness { get; init; }

        private int asked;

        public bool IsDone => ++asked > Slowness;

        public void Present(byte[] uid, byte[] ndefMessage) => (Presented, asked) = (Presented + 1, 0);

        public void Remove() => (Removed, RemovedUnread) = (Removed + 1, RemovedUnread + (asked > Slowness ? 0 : 1));
    }
}
