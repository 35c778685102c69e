using System.Diagnostics;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>How long an outbox with much in it takes to open, to peek and to accept the next event, beside an empty one.</summary>
internal sealed class OpenBenchmark : IBenchmark
{
    public string Verb => "outbox-open";

    public string Summary => "opening, first peek, first durable event with a backlog: --events 1000000 --rounds 5 --folder DIR";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Text("folder", Path.GetTempPath()), $"open-{Guid.NewGuid():N}"));
        try
        {
            await FillAsync(Path.Combine(folder.FullName, "full.db"), options.Number("events", 1_000_000), stopping);
            Console.WriteLine($"{"events",9} {"file MB",8} {"B/event",8} {"open ms",8} {"peek ms",8} {"append ms",10} {"memory MB",10}   (medians of {options.Number("rounds", 5)})");
            foreach (var name in (string[])["empty.db", "full.db"]) await MeasureAsync(Path.Combine(folder.FullName, name), options.Number("rounds", 5), stopping);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static OutboxOpening Open(string path) =>
        OutboxLog.Open(new OutboxOptions { Path = path, SizeBytesMax = 4L << 30 }, TimeProvider.System, SampleDrafts.Stamp);

    private static async Task FillAsync(string path, int events, CancellationToken stopping)
    {
        await using var outbox = Open(path).Outbox;
        var drafts = SampleDrafts.Make(1000);
        for (var at = 0; at < events; at += drafts.Length) await outbox.AppendAsync(drafts, stopping);
    }

    private static async Task MeasureAsync(string path, int rounds, CancellationToken stopping)
    {
        var (open, peek, append, waiting) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var round = 0; round <= rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var opening = Open(path);
            await using var outbox = opening.Outbox;
            var opened = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var into = new List<WaitingEvent>();
            outbox.Peek(EventLane.Visit, 0, 20, into);
            var peeked = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await outbox.AppendAsync(SampleDrafts.Make(1)[0], stopping);
            var appended = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

            // The first round is the runtime compiling.
            if (round == 0) continue;

            open.Add(opened);
            peek.Add(peeked - opened);
            append.Add(appended - peeked);
            waiting = opening.Waiting;
        }

        var bytes = new FileInfo(path).Length;
        Console.WriteLine(
            $"{waiting,9} {bytes >> 20,8} {(waiting > 100 ? bytes / waiting : 0),8} {Figure.Text(Figure.Median(open), "0.0"),8} " +
            $"{Figure.Text(Figure.Median(peek), "0.0"),8} {Figure.Text(Figure.Median(append), "0.0"),10} {Environment.WorkingSet >> 20,10}");
    }
}
