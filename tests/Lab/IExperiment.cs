using EdgeGateway.Tests.Benchmarks;

namespace EdgeGateway.Tests.Lab;

/// <summary>One verb of the lab: it breaks something on purpose, again and again, and judges what is left.</summary>
internal interface IExperiment
{
    /// <summary>What the command line calls it.</summary>
    string Verb { get; }

    /// <summary>One line for the list of verbs: what it breaks and with which options.</summary>
    string Summary { get; }

    /// <summary>Breaks, verifies, and enters what it has seen into the report.</summary>
    /// <exception cref="SkippedException">Something that it needs is not on this machine.</exception>
    Task RunAsync(BenchmarkOptions options, Report report, CancellationToken stopping);
}
