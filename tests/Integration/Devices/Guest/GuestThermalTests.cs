using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>Thermal arrays on a real kernel's I2C core: <see cref="I2cDevBus"/>, the driver, the counter and the runner that opens them again.</summary>
[Collection("guest")]
public sealed class GuestThermalTests : IDisposable
{
    // Half as fast as usual: QEMU translates every instruction.
    private const int Hertz = 8;

    private readonly LinuxHardware hardware = new();
    private readonly SightingQueue queue = new(waitingMax: 4096);
    private readonly SimulatedMlx90640 chip = new(seed: 5);
    private readonly CancellationTokenSource ending = new();
    private readonly List<Sighting> said = [];
    private Thread? measuring;
    private volatile bool isHung;

    public void Dispose()
    {
        ending.Cancel();
        measuring?.Join();
        ending.Dispose();
    }

    [Fact]
    public async Task PersonUnderAnMlx90640IsACrossing()
    {
        Guest.Require();
        using var chips = new I2cUserSim();
        chips.Attach(0x33, chip.Answer);
        Measure();
        await using var runner = Start();

        Guest.WaitUntil(() => Said<DoorCrossing>().Any(), "the body that walks under the array is counted");
        Assert.All(Said<DoorCrossing>(), one => Assert.Equal((Direction.In, "front"), (one.Direction, one.Door)));
        Assert.Equal([SensorCondition.Working], Said<SensorReport>().Select(report => report.Condition));
    }

    [Fact]
    public async Task ChipThatIsPulledOutAndPutBackIsReportedAndWorksAgain()
    {
        Guest.Require();
        using var chips = new I2cUserSim();
        chips.Attach(0x33, chip.Answer);
        Measure();
        await using var runner = Start();
        WaitFor(SensorCondition.Working, "");

        chips.Detach(0x33);
        WaitFor(SensorCondition.Failed, "gave EREMOTEIO");
        said.Clear();
        chip.PowerUp();
        chips.Attach(0x33, chip.Answer);
        WaitFor(SensorCondition.Working, "the MLX90640 answers");
        Assert.Equal(Hertz, chip.RefreshHertz);
    }

    [Fact]
    public async Task ChipThatMeasuresNoMoreIsReportedAndStartedAnew()
    {
        Guest.Require();
        using var chips = new I2cUserSim();
        chips.Attach(0x33, chip.Answer);
        Measure();
        await using var runner = Start();
        WaitFor(SensorCondition.Working, "");

        isHung = true;
        WaitFor(SensorCondition.Failed, "has measured nothing");
        said.Clear();
        isHung = false;
        WaitFor(SensorCondition.Working, "the MLX90640 answers");
    }

    private SensorRunner Start()
    {
        var options = new ThermalDoorOptions { Name = "front-thermal", Door = "front", Kind = ThermalKind.Mlx90640, RefreshHertz = Hertz };
        var runner = new SensorRunner(new ThermalSensor(options, hardware), queue, hardware.Clock, TimeProvider.System);
        runner.Start();
        return runner;
    }

    private void WaitFor(SensorCondition condition, string reason) => Guest.WaitUntil(
        () => Said<SensorReport>().Any(report => report.Condition == condition && report.Reason.Contains(reason, StringComparison.Ordinal)),
        $"the sensor is {condition}: {reason}");

    private IEnumerable<T> Said<T>()
        where T : Sighting
    {
        while (queue.Reader.TryRead(out var sighting)) said.Add(sighting);
        return said.OfType<T>();
    }

    // A warm body of a quarter of the view goes from the street's side into the store, every ten seconds, four rows a half second.
    private void Measure()
    {
        measuring = new Thread(() =>
        {
            var picture = new float[768];
            for (var half = 0; !ending.Token.WaitHandle.WaitOne(1000 / Hertz); half++)
            {
                var row = (half % 80) - 40;
                for (var i = 0; i < picture.Length; i++)
                {
                    var off = double.Hypot((i / 32) - row, (i % 32) - 16);
                    picture[i] = (float)(21 + (8 * Math.Exp(-off * off / 18)) + ((i + half) % 5 * 0.1));
                }

                if (isHung) continue;
                chip.Show(picture);
                chip.Measure();
            }
        });
        measuring.Start();
    }
}
