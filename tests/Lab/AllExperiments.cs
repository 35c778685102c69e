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

    /// <summary>Its last line is for machines: "all: N passed, N failed, N skipped".</summary>
    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var minutes = double.Parse(options.Text("minutes", "7"), CultureInfo.InvariantCulture);
        var outcomes = new List<Outcome>();
        foreach (var (verb, share, more) in Programme)
        {
            string[] arguments = ["--minutes", (minutes * share).ToString(CultureInfo.InvariantCulture), "--seed", options.Text("seed", "1"), .. more];
            Console.WriteLine($"── {verb} {string.Join(' ', arguments)}");
            outcomes.Add(await Report.OfAsync(experiments.Single(experiment => experiment.Verb == verb), new BenchmarkOptions(arguments), stopping));
        }

        int Count(Outcome outcome) => outcomes.Count(one => one == outcome);
        Console.WriteLine($"all: {Count(Outcome.Passed)} passed, {Count(Outcome.Failed)} failed, {Count(Outcome.Skipped)} skipped");
        return Count(Outcome.Failed) == 0 ? 0 : 1;
    }
}
