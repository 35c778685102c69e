using System.Diagnostics;
using System.Globalization;
using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Tests.Unit.Sensing.Ble;

namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>Advertisements decoded per second on one core, every field read, beside advlib on node in alternating rounds.</summary>
internal sealed class DecodeBenchmark : IBenchmark
{
    private const double Wanted = 10;

    // Many times what fits the reader's buffers.
    private const int LineRepeats = 500;

    private readonly (FrameKind Kind, byte[] Data)[] mix = [.. AdvertisementMix.Make()];

    public string Verb => "ble-decode";

    public string Summary => "eight kinds of advertisements decoded per second and core, beside advlib on node: --rounds 5 --seconds 1";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var rounds = options.Number("rounds", 5);
        var seconds = options.Number("seconds", 1);
        var reports = mix.Select(one => AdvertisementMix.Report(one.Data)).ToArray();
        var lines = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat(string.Concat(mix.Select(one => $"{Convert.ToHexString(one.Data)}\n")), LineRepeats)));
        using var scanner = new BleScanner("radio", "entrance", new Enrolment(new PrivacyOptions(), []));
        var heard = new List<Sighting>();
        var decodeLines = new DecodeLines(DecodeFormat.Ad);
        (string Name, int Repeats, Action Pass)[] ours =
        [
            ("advertising data", 1, () => { foreach (var (_, data) in mix) WalkData(data); }),
            ("HCI events", 1, () => { foreach (var report in reports) Walk(report); }),
            ("HCI events to sightings, none enrolled", 1, () => { foreach (var report in reports) scanner.Take(report, TimeSpan.Zero, heard); }),
            ("hex lines to JSON lines", LineRepeats, () => decodeLines.Run(new MemoryStream(lines), Stream.Null, CancellationToken.None)),
        ];
        var advlib = await AdvlibPeer.PrepareAsync(mix, stopping);

        foreach (var (_, repeats, pass) in ours) Measure(pass, repeats, seconds: 1);
        var ourRuns = ours.ToDictionary(one => one.Name, _ => new List<DecodeRun>());
        var theirRuns = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, repeats, pass) in ours) ourRuns[name].Add(Measure(pass, repeats, seconds));
            theirRuns.Add(await advlib.RunAsync(seconds, stopping));
        }

        var good = Print(ours.Select(one => (one.Name, ourRuns[one.Name])), theirRuns, advlib.Known, rounds);
        return good ? 0 : 1;
    }

    private bool Print(IEnumerable<(string Name, List<DecodeRun> Runs)> ours, List<double> theirs, IReadOnlyList<string> advlibKnows, int rounds)
    {
        var kinds = mix.Select(one => one.Kind).Distinct().Count();
        var known = mix.Where(one => Identify(one.Data) == one.Kind).Select(one => one.Kind).Distinct().Count();
        Console.WriteLine($"medians of {rounds} alternating rounds, per second of processor time, {mix.Length} advertisements of {kinds} kinds in turn");
        Console.WriteLine($"{"",-40} {"adverts/s",12} {"of advlib",10} {"B/advert",9}");
        var ratios = new List<double>();
        foreach (var (name, runs) in ours)
        {
            ratios.Add(Median(runs.Zip(theirs, (run, peer) => run.PerSecond / peer)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-40} {Median(runs.Select(run => run.PerSecond)),12:N0} {ratios[^1],9:0.0}x {Median(runs.Select(run => run.BytesEach)),9:0.00}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"advlib on node, buffers",-40} {Median(theirs),12:N0}"));
        Console.WriteLine($"kinds identified: ours {known} of {kinds}; advlib {advlibKnows.Count} of {kinds} ({string.Join(", ", advlibKnows)})");
        var good = known == kinds && ratios.Take(2).All(ratio => ratio >= Wanted);
        Console.WriteLine(good ? "Decoding reached what is wanted: ten times advlib, every kind." : "Decoding fell short of what is wanted: ten times advlib, every kind.");
        return good;
    }

    // Per second of processor time, so that other work on the machine changes neither side's figure.
    private DecodeRun Measure(Action pass, int repeats, int seconds)
    {
        var (passes, bytes, begin, busy) =
            (0L, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        do
        {
            pass();
            passes++;
        }
        while (Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(seconds));

        var count = (double)passes * mix.Length * repeats;
        return new DecodeRun(
            count / (Environment.CpuUsage.TotalTime - busy).TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / count);
    }

    private static double Walk(ReadOnlySpan<byte> packet)
    {
        var sum = 0.0;
        var reports = new AdvertisingReportReader(packet);
        while (reports.Read(out var report)) sum += report.Address.Value + (double)(report.RssiDbm ?? 0) + WalkData(report.Data);
        return sum;
    }

    private static double WalkData(ReadOnlySpan<byte> data)
    {
        var sum = 0.0;
        var structures = new AdvertisementReader(data);
        while (structures.Read(out var structure)) sum += FrameFields.Sum(BeaconFrame.Of(structure));
        return sum;
    }

    private static FrameKind Identify(ReadOnlySpan<byte> data)
    {
        var structures = new AdvertisementReader(data);
        while (structures.Read(out var structure))
        {
            if (BeaconFrame.Of(structure).Kind is var kind and not FrameKind.None) return kind;
        }

        return FrameKind.None;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
