namespace EdgeGateway.Cli.Verify;

/// <summary>What <c>edgectl doors verify</c> was asked to do.</summary>
/// <param name="File">The certificate; null for a name made of door and time.</param>
/// <param name="Counts">A count made elsewhere, instead of keys.</param>
/// <param name="Crossings">What the sensor counted meanwhile, from a replay.</param>
internal sealed record VerifyOrder(
    string? Door, string? File, string By, string? KeyFile, double WindowSeconds, string? Counts, string? Crossings, string Socket, bool Json);
