using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>How many events fit under the default size cap before the first is dropped: in small commits, as the daemon makes them, and in large ones.</summary>
internal sealed class FitBenchmark : IBenchmark
{
    public string Verb => "outbox-fit";

    public string Summary => "events that fit under the size cap, in commits of 1 to N: --commits 20,1000 --megabytes 512 --folder DIR";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        Console.WriteLine($"{"commits of",10} {"with packing",12} {"events that fit",16} {"JSON bytes each",16} {"used bytes each",16}");
        foreach (var most in options.Numbers("commits", 20, 1000))
        {
            await MeasureAsync(options, most, isPacked: true, stopping);
            await MeasureAsync(options, most, isPacked: false, stopping);
        }

        return 0;
    }

    // Without syncs: it is the room that is measured.
    private static async Task MeasureAsync(BenchmarkOptions options, int most, bool isPacked, CancellationToken stopping)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Text("folder", Path.GetTempPath()), $"fit-{Guid.NewGuid():N}"));
        try
        {
            var settings = new OutboxOptions { Path = Path.Combine(folder.FullName, "outbox.db"), SizeBytesMax = (long)options.Number("megabytes", 512) << 20 };
            settings = isPacked ? settings : settings with { PackFromBytes = long.MaxValue };
            await using var outbox = OutboxLog.Open(settings, TimeProvider.System, SampleDrafts.Stamp, SqliteStore.OpenUnsynced, hasThread: true).Outbox;
            var random = new Random(1);
            for (var made = 0; outbox.Status.DroppedEvents == 0;)
            {
                var count = random.Next(1, most + 1);
                await outbox.AppendAsync([.. Enumerable.Range(made, count).Select(SampleDrafts.Mixed)], stopping);
                made += count;
            }

            var held = outbox.NextSequence - 1;
            var json = outbox.Status.Lanes.Sum(lane => lane.Bytes) / outbox.Status.Waiting;
            Console.WriteLine($"1 to {most,5} {(isPacked ? "yes" : "no"),12} {held,16:N0} {json,16} {settings.SizeBytesMax / held,16}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
