using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Benchmarks.Doors;

/// <summary>What a frame of a thermal array costs: from the registers to °C, and from °C to people.</summary>
internal sealed class ThermalCostBenchmark : IBenchmark
{
    private const int Frames = 2000;

    public string Verb => "thermal-cost";

    public string Summary => "processor time and allocations of a thermal array's frame";

    public Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var (grid, melexis, bus) = (new SimulatedAmg8833(), new SimulatedMlx90640(), new SimulatedI2cBus("i2c-1"));
        bus.Attach(0x69, grid.Answer);
        bus.Attach(0x33, melexis.Answer);
        Print($"{"",-10} {"µs to °C",9} {"bytes",6} {"µs to people",13} {"bytes",6} {"% of a core",12}");
        Row(new Amg8833(bus, 0x69), () => { }, ThermalChip.Amg8833);
        Row(new Mlx90640(bus, 0x33, refreshHertz: 16), melexis.Measure, ThermalChip.Mlx90640);
        return Task.FromResult(0);
    }

    private static void Row(IThermalArray array, Action measure, ThermalChip chip)
    {
        array.Start();
        var frame = new float[array.Rows * array.Columns];
        Read(array, measure, frame, 100);
        var (readMicroseconds, readBytes) = Read(array, measure, frame, Frames);

        var people = new DoorPeople(DoorSite.Plain, DoorScenario.SingleFile, 40, seed: 7);
        var seen = new ThermalFrameView(people, DoorSite.Plain, chip, seed: 7).Frames().Take(Frames).ToList();
        var settings = ThermalSettings.Of(chip.Rows, chip.Columns);
        Count(new ThermalCounter(settings), seen);
        var (countMicroseconds, countBytes) = Count(new ThermalCounter(settings), seen);
        var share = (readMicroseconds + countMicroseconds) / array.FrameEvery.TotalMicroseconds;
        Print($"{array.Chip,-10} {readMicroseconds,9:0.0} {readBytes,6} {countMicroseconds,13:0.0} {countBytes,6} {share,12:0.00%}");
    }

    // The chip's own work is not the gateway's, so only the driver is timed.
    private static (double Microseconds, long Bytes) Read(IThermalArray array, Action measure, float[] frame, int count)
    {
        var (ticks, bytes) = (0L, 0L);
        for (var read = 0; read < count;)
        {
            measure();
            var (since, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            read += array.TryRead(frame) ? 1 : 0;
            ticks += Stopwatch.GetTimestamp() - since;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        return (1e6 * ticks / Stopwatch.Frequency / count, bytes / count);
    }

    private static (double Microseconds, long Bytes) Count(ThermalCounter counter, List<(TimeSpan At, float[] Celsius)> frames)
    {
        var (since, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        foreach (var (at, celsius) in frames)
        {
            counter.Observe(at, celsius);
        }

        return (Stopwatch.GetElapsedTime(since).TotalMicroseconds / frames.Count, (GC.GetAllocatedBytesForCurrentThread() - allocated) / frames.Count);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
