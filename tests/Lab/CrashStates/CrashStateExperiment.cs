using System.Diagnostics;
using EdgeGateway.Tests.Benchmarks;
using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.CrashStates;

/// <summary>
/// A disk with a volatile write cache loses power: of what came after the last flush any part may be there, in any order, torn between sectors.
/// Many such states are built from the log of one run and judged on the host.
/// </summary>
internal sealed class CrashStateExperiment : IExperiment
{
    private const int StatesPerRun = 1000;
    private const int ControlStatesMax = 50;

    private static readonly double[] ShareKept = [0, 0.1, 0.5, 0.5, 0.9, 1];

    public string Verb => "crash-states";

    public string Summary => "what a volatile write cache may leave behind: --states 1000 --life 8 (seconds of writing per 1000 states) --minutes 60 --seed 1";

    public async Task RunAsync(BenchmarkOptions options, Report report, CancellationToken stopping)
    {
        var random = new Random(options.Number("seed", 1));
        var life = TimeSpan.FromSeconds(options.Number("life", 8));
        using var workshop = new Workshop();
        var pi = VirtualPi.Prepare(workshop, gateway: "", "dotnet", "EdgeGateway.Tests.Lab.dll", "guest");
        var machineOptions = new MachineOptions { DataDisk = MakeDisk(workshop), WriteLog = workshop.Of("log") };
        LoggedRun.ClearLog(machineOptions.WriteLog);
        var machine = await SavedMachine.BootAsync(pi, workshop, machineOptions, stopping);

        var judge = new CrashStateJudge(workshop);
        var (medium, promise, watch) = (Medium.Load(machineOptions.DataDisk), default(Promise), new Stopwatch());
        var (states, writes, flushes, limit) = (0, 0L, 0L, new TimeLimit(options));
        while (states < options.Number("states", 1000) && !limit.IsReached)
        {
            // Each run goes on where the one before was cut off, so opening and recovery are in the log as well.
            medium.Save(machineOptions.DataDisk);
            var order = new WriterOrder((states + 1L) << 24, Durability.Full, LoggedRun.MarkersAt);
            using var run = await LoggedRun.RecordAsync(machine, machineOptions, life, order, stopping);
            (writes, flushes) = (writes + run.Log.Writes.Count, flushes + run.Log.Writes.Count(write => write.IsFlush));
            var wanted = Math.Min(StatesPerRun, options.Number("states", 1000) - states);
            watch.Start();
            (medium, promise) = await JudgeAsync(run, medium, promise, wanted, random, judge, report.Wrong, () => states++, stopping);
            watch.Stop();
        }

        report.Row("crash states", states);
        report.Row("milliseconds for one state", watch.Elapsed.TotalMilliseconds / Math.Max(1, states));
        report.Row("writes and flushes logged", $"{writes:N0} and {flushes:N0}");
        report.Row("events accepted", promise.Accepted);
        report.Row("events read out of the states", judge.EventsFound);
        report.Row("states with a broken promise", report.Findings);
        report.Row("file systems that e2fsck -p left to a human", judge.Unrepaired);
        await ControlAsync(machine, machineOptions, workshop, random, report, stopping);
    }

    // Builds states in the order of their cuts, so that what is durable only grows. Returns the disk and the promise at the log's end.
    private static async Task<(Medium Medium, Promise Promise)> JudgeAsync(
        LoggedRun run, Medium medium, Promise promise, int states, Random random, CrashStateJudge judge, Action<string> wrong, Action judged,
        CancellationToken stopping)
    {
        var writes = run.Log.Writes;
        var (applied, at) = (0, 0);
        if (writes.Count == 0)
        {
            throw new IOException("the guest has written nothing to its disk: there is no state to judge");
        }

        foreach (var cut in Enumerable.Range(0, states).Select(_ => random.Next(writes.Count)).Order().Append(writes.Count - 1).ToList())
        {
            stopping.ThrowIfCancellationRequested();
            for (; at <= cut; at++)
            {
                promise = run.Log.MarkerOf(writes[at], LoggedRun.MarkersAt) is { } marker ? promise.With(marker) : promise;
                for (; writes[at].IsFlush && applied <= at; applied++)
                {
                    medium.Apply(run.Log, writes[applied]);
                }
            }

            var state = medium.Copy();
            Scatter(run.Log, writes.Take(applied..(cut + 1)), state, random);
            if (await judge.JudgeAsync(state, promise, run.Tokens, run.Epoch) is { Length: > 0 } broken)
            {
                wrong($"cut after write {cut} of {writes.Count}, {cut + 1 - applied} writes after the last flush: {broken}");
            }

            judged();
        }

        for (; applied < writes.Count; applied++)
        {
            medium.Apply(run.Log, writes[applied]);
        }

        return (medium, promise);
    }

    // What was in the cache when the power went: each write is on the medium, or is not, or some of its sectors are.
    private static void Scatter(WriteLog log, IEnumerable<LoggedWrite> cached, Medium state, Random random)
    {
        var kept = ShareKept[random.Next(ShareKept.Length)];
        foreach (var write in cached)
        {
            if (write.IsForced || random.NextDouble() < kept)
            {
                state.Apply(log, write);
            }
            else if (random.Next(4) == 0)
            {
                for (var sector = 0; sector < write.Length; sector += WriteLog.SectorBytes)
                {
                    state.Apply(log, write, sector, random.Next(2) * WriteLog.SectorBytes);
                }
            }
        }
    }

    // The same writer on a file system that never flushes the disk's cache: a process that is killed loses nothing by that, a disk does.
    private static async Task ControlAsync(
        SavedMachine machine, MachineOptions machineOptions, Workshop workshop, Random random, Report report, CancellationToken stopping)
    {
        var medium = Medium.Load(MakeDisk(workshop));
        var order = new WriterOrder(1L << 50, Durability.NoBarrier, LoggedRun.MarkersAt);
        using var run = await LoggedRun.RecordAsync(machine, machineOptions, TimeSpan.FromSeconds(3), order, stopping);
        var (caught, judged) = (new List<string>(), 0);
        await JudgeAsync(run, medium, default, ControlStatesMax, random, new CrashStateJudge(workshop), caught.Add, () => judged++, stopping);
        report.Row("negative control, no flush: caught in states", $"{caught.Count} of {judged}");
        if (caught.Count == 0)
        {
            report.Wrong("a file system that never flushes the disk was not caught: this run proves nothing");
        }
    }

    private static string MakeDisk(Workshop workshop)
    {
        var image = workshop.MakeDisk("data.img", LoggedRun.FileSystemMegabytes);
        using var file = new FileStream(image, FileMode.Open, FileAccess.Write);
        file.SetLength(LoggedRun.MarkersAt + (64 * 1024));
        return image;
    }
}
