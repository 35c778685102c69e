namespace EdgeGateway.Devices.Simulated;

/// <summary>The first line of a store script.</summary>
/// <param name="Seed">Decides walking speeds, jitter, losses and noise: the same seed gives the same bytes.</param>
/// <param name="For">Length of the script in seconds.</param>
/// <param name="Phones">How many phones of strangers are within reach at any time.</param>
public sealed record ScriptHeader(StoreLayout Store, int Seed, double For, int Phones);
