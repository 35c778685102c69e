using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Tests.Benchmarks;

namespace EdgeGateway.Tests.Lab;

/// <summary>Something of everything, for a build server: each experiment with its share of the minutes, each one check.</summary>
internal sealed class AllExperiments(IReadOnlyList<IExperiment> experiments)
{
    // The guest's start and the chain's settling come on top, so the shares are less than the whole.
    private static readonly (string Verb, double Share, string[] More)[] Programme =
    [
        ("power-cuts", 0.15, ["--cycles", "60"]),
        ("power-cuts", 0.2, ["--cycles", "12", "--writer", "daemon"]),
        ("crash-states", 0.15, ["--states", "500", "--life", "5"]),
        ("process-kills", 0.05, ["--cycles", "4"]),
        ("broker-kills", 0.05, ["--cycles", "4"]),
        ("hub-kills", 0.05, ["--cycles", "4"]),
        ("link-cuts", 0.05, ["--cycles", "4"]),
        ("disk-full", 0.05, ["--cycles", "3"]),
        ("clock-jumps", 0.05, ["--cycles", "4"]),
    ];

    // On top of its share: to start machines and processes, and to let everything arrive, on a slow machine as well.
    private static readonly TimeSpan SettlingMax = TimeSpan.FromMinutes(6);

    /// <summary>Its last line is for machines: "all: N passed, N failed, N skipped". What finds no time within <c>--within</c> minutes is skipped, and said to be.</summary>
    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var minutes = double.Parse(options.Text("minutes", "7"), CultureInfo.InvariantCulture);
        var within = double.Parse(options.Text("within", (minutes * 2).ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        var (outcomes, watch) = (new List<Outcome>(), Stopwatch.StartNew());
        foreach (var (verb, share, more) in Programme)
        {
            string[] arguments = ["--minutes", (minutes * share).ToString(CultureInfo.InvariantCulture), "--seed", options.Text("seed", "1"), .. more];
            Console.WriteLine($"── {verb} {string.Join(' ', arguments)}");
            if (watch.Elapsed.TotalMinutes > within)
            {
                Console.WriteLine($"{verb}: skipped: the {within} minutes of the whole are over on this machine; run it alone, or give --within more");
                outcomes.Add(Outcome.Skipped);
                continue;
            }

            var experiment = experiments.Single(experiment => experiment.Verb == verb);
            outcomes.Add(await WithinAsync(experiment, new BenchmarkOptions(arguments), TimeSpan.FromMinutes(minutes * share) + SettlingMax, stopping));
        }

        int Count(Outcome outcome) => outcomes.Count(one => one == outcome);
        Console.WriteLine($"all: {Count(Outcome.Passed)} passed, {Count(Outcome.Failed)} failed, {Count(Outcome.Skipped)} skipped");
        return Count(Outcome.Failed) == 0 ? 0 : 1;
    }

    // One that hangs is named, and costs the others nothing but its time.
    private static async Task<Outcome> WithinAsync(IExperiment experiment, BenchmarkOptions options, TimeSpan limit, CancellationToken stopping)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        late.CancelAfter(limit);
        try
        {
            return await Report.OfAsync(experiment, options, late.Token).WaitAsync(limit + TimeSpan.FromMinutes(1), stopping);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            Console.WriteLine($"{experiment.Verb}: FAILED, it did not come to its end within {limit.TotalMinutes:0.0} minutes");
            return Outcome.Failed;
        }
    }
}
