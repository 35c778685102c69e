namespace EdgeGateway.Tests.Benchmarks;

/// <summary>One verb of the benchmark program.</summary>
internal interface IBenchmark
{
    /// <summary>What the command line calls it.</summary>
    string Verb { get; }

    /// <summary>One line for the list of verbs: what it measures and with which options.</summary>
    string Summary { get; }

    /// <summary>Measures, prints a table, returns the exit code: 0, or 1 when a wanted figure was missed or a peer could not be run.</summary>
    Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping);
}
