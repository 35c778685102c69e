using System.Diagnostics;
using System.Globalization;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>What one run reached.</summary>
internal readonly record struct Figure(double EventsPerSecond, double CpuMicroseconds, double BytesWritten)
{
    /// <summary>Times <paramref name="work"/> over <paramref name="count"/> events: wall, this process's CPU, bytes sent to the device.</summary>
    public static async Task<Figure> MeasureAsync(int count, Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (cpu, written, started) = (Environment.CpuUsage.TotalTime, Written(), Stopwatch.GetTimestamp());
        await work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Figure(count / seconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count, (Written() - written) / count);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    // write_bytes in /proc/self/io (man 5 proc): what this process caused to be sent to the storage layer.
    private static double Written() => double.Parse(
        File.ReadLines("/proc/self/io").First(line => line.StartsWith("write_bytes:", StringComparison.Ordinal))[12..], CultureInfo.InvariantCulture);
}
