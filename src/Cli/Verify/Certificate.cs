namespace EdgeGateway.Cli.Verify;

/// <summary>What a manual count says about a door's sensor.</summary>
/// <param name="Format">Raised when a member changes its meaning.</param>
/// <param name="Kind">What watches the door: beam, distance, thermal; several with a plus.</param>
/// <param name="ConfigurationHash">SHA-256 of the settings of the door's sensors: another value is another door.</param>
/// <param name="From">Beginning of the count, UTC.</param>
/// <param name="WindowSeconds">How far apart a key and a crossing may be to be the same person.</param>
/// <param name="LagSeconds">By how much the keys came after the sensor; taken out before matching.</param>
/// <param name="Counter">Who counted, as they named themselves.</param>
/// <param name="Undone">Keys taken back.</param>
/// <param name="Method">How the intervals were made.</param>
/// <param name="Remarks">What a reader must know before believing the figures.</param>
internal sealed record Certificate(
    string Format,
    string Store,
    string Gateway,
    string Version,
    string Door,
    IReadOnlyList<string> Sensors,
    string Kind,
    string ConfigurationHash,
    DateTimeOffset From,
    DateTimeOffset To,
    double WindowSeconds,
    double LagSeconds,
    string Counter,
    int Undone,
    IReadOnlyList<DirectionAccuracy> Directions,
    string Method,
    IReadOnlyList<string> Remarks)
{
    public const string FormatName = "edge-gateway-door-accuracy-1";

    public const string IntervalMethod =
        "95 % intervals. found: Clopper-Pearson for the share of people counted the right way. accuracy: 1 - |error| / n, where missed people and extra counts are set off " +
        "against each other; its interval joins a Clopper-Pearson interval for the missed with a Garwood (Poisson) interval for the extra, each at 97.5 % (Bonferroni). " +
        "Both hold at any n and without any error, where a bootstrap or the normal approximation would claim certainty.";
}
