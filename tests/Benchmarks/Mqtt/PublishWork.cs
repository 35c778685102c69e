using System.Diagnostics;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>What every publisher does: so many messages of QoS 1, at most a window of them without acknowledgement.</summary>
internal sealed record PublishWork(int Port, int Count, int Window)
{
    public const string Topic = "s/0042/gw/7f3a/visit";

    public static readonly byte[] Payload = Enumerable.Repeat((byte)'x', 300).ToArray();

    /// <summary>Runs <paramref name="publish"/> and notes its wall time, this process's CPU time and what it allocated.</summary>
    public async Task<PublishRun> MeasureAsync(Func<Task> publish)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await publish();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cpuSeconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new PublishRun(Count / seconds, cpuSeconds * 100_000 / Count, (double)bytes / Count);
    }
}
