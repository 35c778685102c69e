using System.Diagnostics;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>
/// Flash wear at a store's pace: bytes that reach the device per event, at random moments, each way on an ext4 of its own, all at the same time.
/// The outbox also removes what is acknowledged, as with a hub on the line; its peers only insert.
/// </summary>
internal sealed class WearBenchmark : IBenchmark
{
    private const int DiskMegabytes = 128;

    public string Verb => "outbox-wear";

    public string Summary => "bytes written to the device per event: --rate 10 --seconds 60 --seed 1; needs root for loop devices";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var moments = Moments(options.Number("rate", 10), options.Number("seconds", 60), new Random(options.Number("seed", 1)));
        var drafts = moments.Select((_, index) => SampleDrafts.Mixed(index)).ToArray();
        (string Who, Func<string, Task> Way)[] ways =
        [
            ("bare file, fdatasync per event", folder => FileAsync(folder, drafts, moments, stopping)),
            ("plain sqlite, commit per event", folder => SqliteAsync(folder, drafts, moments, stopping)),
            ("outbox, commit per event", folder => OutboxAsync(folder, drafts, moments, TimeSpan.Zero, stopping)),
            ("outbox, as the daemon does", folder => OutboxAsync(folder, drafts, moments, new OutboxOptions().GatherWithin, stopping)),
        ];
        var written = await Task.WhenAll(ways.Select(way => OnOwnDiskAsync(way.Way)));
        Console.WriteLine($"{drafts.Length} events of {EventJson.Write(drafts[0], Guid.Empty, 1).Length} bytes and the like, 6 crossings to 3 moves to 1 arrival");
        foreach (var (who, bytes) in ways.Select(way => way.Who).Zip(written))
            Console.WriteLine($"{who,-32} {bytes / drafts.Length,8} B/event   {(double)bytes / written[1]:0.00} of plain sqlite");

        return 0;
    }

    private static async Task<long> OnOwnDiskAsync(Func<string, Task> way)
    {
        using var disk = new LoopDisk("outbox-wear", DiskMegabytes);
        var before = disk.BytesWritten();
        await way(disk.Folder);
        return disk.BytesWritten() - before;
    }

    // People come independently of each other: exponential gaps.
    private static TimeSpan[] Moments(int rate, int seconds, Random random)
    {
        var at = 0.0;
        return [.. Enumerable.Range(0, rate * seconds).Select(_ => TimeSpan.FromSeconds(at -= Math.Log(1 - random.NextDouble()) / rate))];
    }

    private static async Task OutboxAsync(string folder, EventDraft[] drafts, TimeSpan[] moments, TimeSpan gatherWithin, CancellationToken stopping)
    {
        var outboxOptions = new OutboxOptions { Path = Path.Combine(folder, "outbox.db") };
        await using var outbox = OutboxLog.Open(outboxOptions, TimeProvider.System, SampleDrafts.Stamp).Outbox;
        var pace = new CommitPace(gatherWithin);
        var started = Stopwatch.GetTimestamp();
        List<EventDraft> gathered = [];
        for (var next = 0; next < drafts.Length || gathered.Count > 0;)
        {
            var now = Stopwatch.GetElapsedTime(started);
            while (next < drafts.Length && moments[next] <= now) gathered.Add(drafts[next++]);
            var wait = gathered.Count == 0 ? TimeSpan.MaxValue : pace.Wait(gathered.Exists(draft => EventTypes.IsArrival(draft.Type)), now);
            if (wait == TimeSpan.Zero)
            {
                var last = await outbox.AppendAsync(gathered, stopping);
                pace.Committed(now);
                gathered.Clear();
                outbox.RemoveThrough(outbox.Epoch, last - 5);
                continue;
            }

            var untilNext = next < drafts.Length ? moments[next] - now : TimeSpan.MaxValue;
            await Task.Delay(wait < untilNext ? wait : untilNext, stopping); // until the next event or the next commit is due
        }
    }

    private static async Task SqliteAsync(string folder, EventDraft[] drafts, TimeSpan[] moments, CancellationToken stopping)
    {
        using var database = PlainSqlite.Open(Path.Combine(folder, "plain.db"));
        await EachAsync(drafts, moments, (draft, at) => PlainSqlite.Insert(database, [draft], Guid.Empty, at + 1), stopping);
    }

    private static async Task FileAsync(string folder, EventDraft[] drafts, TimeSpan[] moments, CancellationToken stopping)
    {
        using var file = new PlainFile(Path.Combine(folder, "plain.log"));
        await EachAsync(drafts, moments, (draft, at) => file.Append([draft], Guid.Empty, at + 1), stopping);
    }

    private static async Task EachAsync(EventDraft[] drafts, TimeSpan[] moments, Action<EventDraft, int> store, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        for (var at = 0; at < drafts.Length; at++)
        {
            if (moments[at] - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } wait) await Task.Delay(wait, stopping); // people come when they come
            store(drafts[at], at);
        }
    }
}
