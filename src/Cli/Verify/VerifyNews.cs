namespace EdgeGateway.Cli.Verify;

/// <summary>One thing that happened during a count: a key, a crossing of the sensor, or something to remark.</summary>
/// <param name="Key">Zero when it is none.</param>
internal sealed record VerifyNews(char Key = '\0', SeenCrossing? Counted = null, string Remark = "");
