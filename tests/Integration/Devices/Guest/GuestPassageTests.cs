using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>Single beams and motion detectors on a real kernel's GPIO core.</summary>
[Collection("guest")]
public sealed class GuestPassageTests
{
    private readonly LinuxHardware hardware = new();
    private readonly SightingQueue queue = new(waitingMax: 256);
    private readonly List<Sighting> said = [];

    [Fact]
    public async Task PeopleThroughASingleBeamArePassagesAndAChipThatIsRemovedIsReported()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        var options = new SingleBeamOptions { Name = "side-beam", Door = "side", Chip = chip.Name, Line = 22, Bias = GpioBias.AsIs };
        await using var runner = new SensorRunner(new SingleBeamSensor(options, hardware, isAlone: true), queue, hardware.Clock, TimeProvider.System);
        runner.Start();
        Guest.WaitUntil(() => Said<SensorReport>().Any(report => report.Condition == SensorCondition.Working), "the beam is being watched");

        for (var passed = 1; passed <= 3; passed++)
        {
            chip.Pull(22, up: true);
            Thread.Sleep(200); // A body is so long in the beam.
            chip.Pull(22, up: false);
            Guest.WaitUntil(() => Said<DoorPassage>().Count() == passed, $"{passed} have passed");
        }

        chip.Remove();
        Guest.WaitUntil(() => Said<SensorReport>().Any(report => report.Condition == SensorCondition.Failed && report.Door == "side"), "the lost chip is reported");
    }

    [Fact]
    public async Task MotionWithoutACountIsASuspicionThatACountClears()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        chip.Pull(23, up: true);
        var options = new MotionOptions { Name = "front-motion", Door = "front", Chip = chip.Name, Line = 23, Bias = GpioBias.AsIs, SuspectAfter = TimeSpan.FromSeconds(2) };
        await using var runner = new SensorRunner(new MotionSensor(options, hardware), queue, hardware.Clock, TimeProvider.System);
        runner.Start();
        Guest.WaitUntil(() => Said<SensorReport>().Any(report => report is { Condition: SensorCondition.Failed, Door: "front" }), "the counter is suspected");

        chip.Pull(23, up: false);
        queue.Add(new DoorCrossing("front-beams", hardware.Clock.SinceBoot, "front", "entrance", Direction.In, 0.9), CancellationToken.None);
        Guest.WaitUntil(() => Said<SensorReport>().Any(report => report is { Condition: SensorCondition.Working, Door: "front" }), "the counter counts again");
    }

    private IEnumerable<T> Said<T>()
        where T : Sighting
    {
        while (queue.Reader.TryRead(out var sighting)) said.Add(sighting);
        return said.OfType<T>();
    }
}
