namespace EdgeGateway.Devices.Simulated;

/// <summary>A radio of a simulated store.</summary>
/// <param name="Zone">Where it hangs, for people; the gateway's configuration has the zones.</param>
/// <param name="X">Metres from the entrance: what a beacon's signal loses between two radios follows from it.</param>
public sealed record StoreRadio(string Name, string Zone, double X);
