using System.Globalization;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Benchmarks.Visits;

/// <summary>How steadily and how rightly zones are told apart on recorded signal strengths, for the defaults and for their neighbours.</summary>
internal sealed class PresenceBenchmark : IBenchmark
{
    /// <summary>Nobody can tell two zones apart whose medians differ by less.</summary>
    private const double RightWithinDb = 5;

    private static readonly double[] SmoothingSeconds = [1, 2, 4, 8];
    private static readonly int[] MarginsDb = [3, 5, 8];
    private static readonly double[] AfterSeconds = [0, 3, 6];

    public string Verb => "presence";

    public string Summary => "zones told apart on recorded RSSI (EDGEGATEWAY_DATA): moves, flaps, time in a right zone  [--sweep 1]";

    public Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        if (Environment.GetEnvironmentVariable("EDGEGATEWAY_DATA") is not { Length: > 0 } data)
        {
            Console.Error.WriteLine("Set EDGEGATEWAY_DATA to the folder that holds rssi/.");
            return Task.FromResult(1);
        }

        var traces = RssiTrace.ReadAll(data).Select(trace => (Trace: trace, Reference: new ZoneReference(trace))).ToList();
        Print($"{traces.Count} traces, {traces.Sum(one => one.Trace.Length.TotalMinutes):0} minutes, {traces.Sum(one => one.Trace.Heard.Count)} advertisements");
        Print($"{"method",-44} {"moves/min",10} {"flaps/min",10} {"right zone",11} {"arrived s",10} {"lost",5}");
        var defaults = new VisitOptions();
        Row("the strongest of the last advertisements", traces, trace => ZonePath.OfStrongestAdvertisement(trace, defaults.SignalFreshFor));
        Row("smoothed, no margin, at once", traces, Tracker(defaults with { MoveMarginDb = 0, MoveAfter = TimeSpan.Zero }));
        Row(Name("defaults", defaults), traces, Tracker(defaults));
        if (options.Number("sweep", 0) == 1)
        {
            var variants =
                from smoothing in SmoothingSeconds
                from margin in MarginsDb
                from after in AfterSeconds
                select defaults with { Smoothing = TimeSpan.FromSeconds(smoothing), MoveMarginDb = margin, MoveAfter = TimeSpan.FromSeconds(after) };
            foreach (var variant in variants.TakeWhile(_ => !stopping.IsCancellationRequested))
            {
                Row(Name("", variant), traces, Tracker(variant));
            }
        }

        return Task.FromResult(0);
    }

    private static Func<RssiTrace, ZonePath> Tracker(VisitOptions options) => trace => ZonePath.OfTracker(trace, options);

    private static void Row(string name, List<(RssiTrace Trace, ZoneReference Reference)> traces, Func<RssiTrace, ZonePath> method)
    {
        var minutes = traces.Sum(one => one.Trace.Length.TotalMinutes);
        var (moves, flaps, right, seconds, lost) = (0, 0, 0, 0, 0);
        var arrivals = new List<double>();
        foreach (var (trace, reference) in traces)
        {
            var path = method(trace);
            moves += path.Moves;
            flaps += path.Flaps;
            lost += path.Steps.Count(step => step.Zone is null);
            right += Enumerable.Range(0, reference.Seconds).Count(second => reference.BehindDb(path.ZoneAt(second), second) <= RightWithinDb);
            seconds += reference.Seconds;
            arrivals.Add(path.Steps.Count > 0 ? path.Steps[0].At.TotalSeconds : double.PositiveInfinity);
        }

        arrivals.Sort();
        Print($"{name,-44} {moves / minutes,10:0.00} {flaps / minutes,10:0.00} {100.0 * right / seconds,10:0.0}% {arrivals[arrivals.Count / 2],10:0.0} {lost,5}");
    }

    private static string Name(string what, VisitOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} smoothing {options.Smoothing.TotalSeconds:0} s, {options.MoveMarginDb} dB for {options.MoveAfter.TotalSeconds:0} s").TrimStart();

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
