namespace EdgeGateway.Daemon.Configuration;

/// <summary>The configuration in force, or everything that is wrong with it.</summary>
/// <param name="Sources">The layers that were read, first to last.</param>
internal sealed record ConfigurationOutcome(GatewayOptions Options, IReadOnlyList<string> Problems, IReadOnlyList<string> Sources)
{
    /// <summary>False when a file is not there or may not be read.</summary>
    public bool IsReadable { get; init; } = true;

    public bool IsUsable => Problems.Count == 0;
}
