using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>
/// Not a measurement: a program to be killed. It appends from several callers for ever and says on standard output what the outbox has
/// accepted ("+last count") and what it is about to remove ("-last"), each line before anything that depends on it.
/// </summary>
internal sealed class WriterVerb : IBenchmark
{
    private const int CallersMax = 4;

    private int made;

    public string Verb => "outbox-writer";

    public string Summary => "appends until it is killed and prints what was accepted; for the kill tests: --path FILE --seed 1, --keep 1 to remove nothing, --mixed 1 for a store's usual events";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var opening = OutboxLog.Open(new OutboxOptions { Path = options.Text("path", "outbox.db") }, TimeProvider.System, SampleDrafts.Stamp);
        await using var output = Console.OpenStandardOutput();
        Say(output, $"={opening.Outbox.NextSequence}");
        var (seed, removes) = (options.Number("seed", 1), options.Number("keep", 0) == 0);
        Func<int, EventDraft[]> make = options.Number("mixed", 0) == 0 ? SampleDrafts.Make : count => [.. Enumerable.Range(0, count).Select(_ => SampleDrafts.Mixed(Interlocked.Increment(ref made)))];
        await Task.WhenAll(Enumerable.Range(0, CallersMax).Select(caller => AppendAsync(opening.Outbox, make, new Random(seed + caller), removes, output, stopping)));
        return 0;
    }

    private static async Task AppendAsync(IOutbox outbox, Func<int, EventDraft[]> make, Random random, bool removes, Stream output, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var drafts = make(random.Next(1, 20));
            var last = await outbox.AppendAsync(drafts, stopping);
            if (last == 0) throw new IOException(outbox.Status.Problem);

            Say(output, $"+{last} {drafts.Length}");
            if (random.Next(10) == 0 && removes && last > 200)
            {
                Say(output, $"-{last - 200}");
                outbox.RemoveThrough(outbox.Epoch, last - 200);
            }
        }
    }

    // One write per line: a pipe takes a short one as a whole, so a kill cannot cut it.
    private static void Say(Stream output, string line)
    {
        lock (output) output.Write(System.Text.Encoding.ASCII.GetBytes(line + "\n"));
    }
}
