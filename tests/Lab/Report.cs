using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Tests.Benchmarks;

namespace EdgeGateway.Tests.Lab;

/// <summary>The table of an experiment and its verdict: passed unless something was found to be wrong.</summary>
internal sealed class Report
{
    private const int FindingsShownMax = 10;

    private readonly List<(string What, string Value)> rows = [];
    private readonly List<string> findings = [];

    public int Findings => findings.Count;

    /// <summary>Runs one experiment and prints what it has seen.</summary>
    public static async Task<Outcome> OfAsync(IExperiment experiment, BenchmarkOptions options, CancellationToken stopping)
    {
        var (report, watch) = (new Report(), Stopwatch.StartNew());
        try
        {
            await experiment.RunAsync(options, report, stopping);
        }
        catch (SkippedException skipped)
        {
            Console.WriteLine($"{experiment.Verb}: skipped: {skipped.Message}");
            return Outcome.Skipped;
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            Console.WriteLine(broken);
            report.Wrong($"the experiment itself broke: {broken.Message}");
        }

        report.Row("seconds", watch.Elapsed.TotalSeconds);
        return report.Print(experiment.Verb);
    }

    public void Row(string what, string value) => rows.Add((what, value));

    public void Row(string what, long value) => Row(what, value.ToString("N0", CultureInfo.InvariantCulture));

    public void Row(string what, double value) => Row(what, value.ToString("N1", CultureInfo.InvariantCulture));

    /// <summary>Median and longest of a list of durations.</summary>
    public void Row(string what, IReadOnlyCollection<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        Row(what, sorted.Length == 0 ? "none" : string.Create(
            CultureInfo.InvariantCulture, $"median {sorted[sorted.Length / 2]:N0} ms, longest {sorted[^1]:N0} ms"));
    }

    /// <summary>Something that must not be: it is said at once, and the verdict is failure.</summary>
    public void Wrong(string finding)
    {
        findings.Add(finding);
        if (findings.Count <= FindingsShownMax)
        {
            Console.WriteLine($"WRONG: {finding}");
        }
    }

    private Outcome Print(string verb)
    {
        foreach (var (what, value) in rows)
        {
            Console.WriteLine($"  {what,-44} {value}");
        }

        Console.WriteLine(findings.Count == 0 ? $"{verb}: passed" : $"{verb}: FAILED, {findings.Count} findings, the first: {findings[0]}");
        return findings.Count == 0 ? Outcome.Passed : Outcome.Failed;
    }
}
