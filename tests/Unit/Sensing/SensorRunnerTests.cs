using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing;

public class SensorRunnerTests
{
    private readonly SimulatedClock clock = new();
    private readonly SightingQueue queue = new(100);
    private readonly ImpatientTime time = new();

    [Fact]
    public async Task ALostDeviceIsReportedAndOpenedAgainMoreAndMorePatiently()
    {
        var sensor = new ScriptedSensor((run, stopping) => Fail(run < 8 ? new DeviceException("hci0 is gone; plug it in") : null, stopping));
        await using var runner = new SensorRunner(sensor, queue, clock, time);
        runner.Start();
        await sensor.Reached(run: 8);
        await runner.StopAsync();

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], time.Waits.Select(wait => (int)wait.TotalSeconds));
        Assert.True(queue.Reader.TryRead(out var sighting));
        var report = Assert.IsType<SensorReport>(sighting);
        Assert.Equal((SensorCondition.Failed, "hci0 is gone; plug it in"), (report.Condition, report.Reason));
        Assert.False(queue.Reader.TryRead(out _), "the same trouble is reported once");
    }

    [Fact]
    public async Task AFaultOfOurOwnIsReportedAndHurtsNobodyElse()
    {
        var sensor = new ScriptedSensor((run, stopping) => Fail(run < 1 ? new InvalidOperationException("a bug") : null, stopping));
        await using var runner = new SensorRunner(sensor, queue, clock, time);
        runner.Start();
        await sensor.Reached(run: 1);

        var report = Assert.IsType<SensorReport>(await queue.Reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal((SensorCondition.Failed, "a bug"), (report.Condition, report.Reason));
        Assert.Contains("InvalidOperationException", report.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARecordingThatHasPlayedEndsTheRunner()
    {
        await using var runner = new SensorRunner(new ScriptedSensor((_, _) => { }), queue, clock, time);
        runner.Start();
        await runner.Completion;

        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task StoppingDoesNotWaitForTheNextTry()
    {
        var sensor = new ScriptedSensor((_, _) => throw new DeviceException("gone"));
        await using var runner = new SensorRunner(sensor, queue, clock, TimeProvider.System);
        runner.Start();
        await sensor.Reached(run: 0);
        await runner.StopAsync();

        Assert.True(runner.Completion.IsCompletedSuccessfully);
    }

    private static void Fail(Exception? trouble, CancellationToken stopping)
    {
        if (trouble is not null)
        {
            throw trouble;
        }

        stopping.WaitHandle.WaitOne();
    }

    private sealed class ScriptedSensor(Action<int, CancellationToken> script) : ISensor
    {
        private readonly TaskCompletionSource[] reached = [.. Enumerable.Range(0, 10).Select(_ => new TaskCompletionSource())];
        private int runs = -1;

        public string Name => "radio";

        public string Family => "ble";

        public SensorVitals Vitals { get; } = new("radio", "ble", TimeSpan.FromSeconds(30));

        public Task Reached(int run) => reached[run].Task.WaitAsync(TimeSpan.FromSeconds(60));

        public void Run(SightingQueue sightings, CancellationToken stopping)
        {
            var run = Interlocked.Increment(ref runs);
            reached[Math.Min(run, reached.Length - 1)].TrySetResult();
            script(run, stopping);
        }
    }

    /// <summary>Every wait is over at once and remembered.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
