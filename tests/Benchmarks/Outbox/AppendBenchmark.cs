using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>
/// Events per second that are durable, one group per transaction: the outbox, a plain SQLite table, a bare file with fdatasync. Before the clock
/// starts, each has written so much that SQLite's WAL has reached its size and is overwritten in place, as after a gateway's first minutes.
/// </summary>
internal sealed class AppendBenchmark : IBenchmark
{
    private const int WarmGroup = 1000;
    private const int WarmGroups = 30;

    private const string Limit = "bare file";
    private const string Ours = "outbox";

    private static readonly Dictionary<string, Func<string, EventDraft[], int, Task<Figure>>> Ways = new()
    {
        [Limit] = FileAsync,
        [Ours] = OutboxAsync,
        ["plain sqlite"] = SqliteAsync,
    };

    private static readonly EventDraft[] Warm = SampleDrafts.Make(WarmGroup);

    public string Verb => "outbox-append";

    public string Summary => "durable events/s by group size, beside SQLite and a bare file: --rounds 5 --groups 1,10,100,1000 --commits 200 --folder DIR";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var (rounds, commits) = (options.Number("rounds", 5), options.Number("commits", 200));
        Console.WriteLine($"{"group",6} {"who",-13} {"ev/s",9} {"of limit",9} {"CPU us/ev",10} {"disk B/ev",10}   (medians of {rounds} alternating rounds, {commits} commits each)");
        foreach (var group in options.Numbers("groups", 1, 10, 100, 1000))
        {
            var drafts = SampleDrafts.Make(group * commits);
            var figures = Ways.Keys.ToDictionary(who => who, _ => new List<Figure>());
            for (var round = -1; round < rounds; round++)
            {
                foreach (var (who, way) in Ways)
                {
                    var figure = await InFolderAsync(options, folder => way(folder, drafts, group));
                    if (round >= 0) figures[who].Add(figure);
                }
            }

            foreach (var (who, ofWho) in figures) Print(group, who, ofWho, figures[Limit]);
        }

        return 0;
    }

    private static async Task<Figure> InFolderAsync(BenchmarkOptions options, Func<string, Task<Figure>> measure)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Text("folder", Path.GetTempPath()), $"append-{Guid.NewGuid():N}"));
        try
        {
            return await measure(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Figure> OutboxAsync(string folder, EventDraft[] drafts, int group)
    {
        await using var outbox = OutboxLog.Open(
            new OutboxOptions { Path = Path.Combine(folder, "outbox.db") }, TimeProvider.System, SampleDrafts.Stamp).Outbox;
        for (var i = 0; i < WarmGroups; i++) await outbox.AppendAsync(Warm, CancellationToken.None);
        return await Figure.MeasureAsync(drafts.Length, async () =>
        {
            for (var at = 0; at < drafts.Length; at += group)
                await outbox.AppendAsync(new ArraySegment<EventDraft>(drafts, at, group), CancellationToken.None);
        });
    }

    private static async Task<Figure> SqliteAsync(string folder, EventDraft[] drafts, int group)
    {
        using var database = PlainSqlite.Open(Path.Combine(folder, "plain.db"));
        var epoch = Guid.CreateVersion7();
        for (var i = 0; i < WarmGroups; i++) PlainSqlite.Insert(database, Warm, epoch, 1 + (i * WarmGroup));
        var first = 1 + (WarmGroups * WarmGroup);
        return await Figure.MeasureAsync(drafts.Length, () =>
        {
            for (var at = 0; at < drafts.Length; at += group) PlainSqlite.Insert(database, drafts.AsSpan(at, group), epoch, first + at);
            return Task.CompletedTask;
        });
    }

    private static async Task<Figure> FileAsync(string folder, EventDraft[] drafts, int group)
    {
        using var file = new PlainFile(Path.Combine(folder, "plain.log"));
        var epoch = Guid.CreateVersion7();
        for (var i = 0; i < WarmGroups; i++) file.Append(Warm, epoch, 1);
        return await Figure.MeasureAsync(drafts.Length, () =>
        {
            for (var at = 0; at < drafts.Length; at += group) file.Append(drafts.AsSpan(at, group), epoch, at + 1);
            return Task.CompletedTask;
        });
    }

    private static void Print(int group, string who, List<Figure> figures, List<Figure> limit) => Console.WriteLine(
        $"{group,6} {who,-13} {Figure.Text(Figure.Median(figures.Select(one => one.EventsPerSecond)), "0"),9} " +
        $"{Figure.Text(Figure.Median(figures.Zip(limit, (one, best) => one.EventsPerSecond / best.EventsPerSecond)), "0.00"),9} " +
        $"{Figure.Text(Figure.Median(figures.Select(one => one.CpuMicroseconds)), "0.0"),10} {Figure.Text(Figure.Median(figures.Select(one => one.BytesWritten)), "0"),10}");
}
