using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Benchmarks.Mqtt;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>
/// The usual way to store and forward is a local mosquitto with a session that is away. Both take the same events, are killed (SIGKILL), start
/// again and are asked what they still have of what they had acknowledged.
/// </summary>
internal sealed class OfflineQueueBenchmark : IBenchmark
{
    public string Verb => "offline-queue";

    public string Summary => "acknowledged, killed, started again: mosquitto's offline session and the outbox: --count 1000000";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var count = options.Number("count", 1_000_000);
        Console.WriteLine($"{"who",-26} {"acknowledged",12} {"still there",12} {"lost",8} {"memory MB",10} {"ev/s",9} {"back after ms",14}");
        Print("mosquitto, defaults", await WithMosquittoAsync(count, "", stopping));
        Print("mosquitto, 10 000 changes", await WithMosquittoAsync(count, "autosave_on_changes true\nautosave_interval 10000", stopping));
        Print("outbox", await WithOutboxAsync(count, stopping));
        return 0;
    }

    private static async Task<OfflineQueueRun> WithMosquittoAsync(int count, string saving, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("offline-queue-").FullName;
        using var first = await Mosquitto.StartPersistentAsync(folder, saving, stopping);
        await using (var away = new OfflineSession(count)) await away.ConnectAsync(first.Port, stopping);
        var run = await OurPublisher.RunAsync(new PublishWork(first.Port, count, 1000), At, stopping);
        var memory = first.ResidentMegabytes;
        first.Kill();

        var started = Stopwatch.GetTimestamp();
        using var second = await Mosquitto.StartPersistentAsync(folder, saving, stopping);
        var back = Stopwatch.GetElapsedTime(started);
        await using var again = new OfflineSession(count);
        await again.ConnectAsync(second.Port, stopping);
        return new OfflineQueueRun(count, await again.CountAsync(stopping), memory, run.MessagesPerSecond, back);
    }

    // The writer is a process of its own, so that it can be killed and its memory is its own.
    private static async Task<OfflineQueueRun> WithOutboxAsync(int count, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("offline-queue-");
        try
        {
            var path = Path.Combine(folder.FullName, "outbox.db");
            var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(OfflineQueueBenchmark).Assembly.Location);
            foreach (var argument in (string[])["outbox-writer", "--path", path, "--keep", "1", "--mixed", "1"]) start.ArgumentList.Add(argument);
            using var writer = Process.Start(start)!;
            var (started, accepted) = (Stopwatch.GetTimestamp(), 0L);
            while (accepted < count && await writer.StandardOutput.ReadLineAsync(stopping) is { } line)
            {
                if (line[0] == '=') started = Stopwatch.GetTimestamp();
                if (line[0] == '+') accepted = Math.Max(accepted, long.Parse(line[1..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture));
            }

            var rate = accepted / Stopwatch.GetElapsedTime(started).TotalSeconds;
            writer.Refresh();
            var memory = writer.WorkingSet64 / 1e6;
            writer.Kill();
            await writer.WaitForExitAsync(stopping);

            var reopening = Stopwatch.GetTimestamp();
            var opening = OutboxLog.Open(new OutboxOptions { Path = path }, TimeProvider.System, SampleDrafts.Stamp);
            await using var outbox = opening.Outbox;
            var back = Stopwatch.GetElapsedTime(reopening);
            return new OfflineQueueRun(accepted, Math.Min(accepted, Waiting(outbox)), memory, rate, back);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Read one by one: a count in a header proves nothing.
    private static long Waiting(IOutbox outbox)
    {
        var waiting = 0L;
        var events = new List<WaitingEvent>();
        foreach (var lane in Enum.GetValues<EventLane>())
        {
            for (var after = 0L; outbox.Peek(lane, after, 1000, events) > 0; after = events[^1].Sequence, events.Clear()) waiting += events.Count;
        }

        return waiting;
    }

    private static (string Topic, byte[] Payload) At(int index)
    {
        var draft = SampleDrafts.Mixed(index);
        return (Topics.Event("berlin-1", "gw-1", draft.Type), EventJson.Write(draft, Guid.Empty, index + 1));
    }

    private static void Print(string who, OfflineQueueRun run) => Console.WriteLine(
        $"{who,-26} {run.Acknowledged,12} {run.StillThere,12} {run.Acknowledged - run.StillThere,8} {Figure.Text(run.MemoryMegabytes, "0"),10} " +
        $"{Figure.Text(run.EventsPerSecond, "0"),9} {Figure.Text(run.Back.TotalMilliseconds, "0"),14}");
}
