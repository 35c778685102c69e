namespace EdgeGateway.Devices.Simulated;

/// <summary>An enrolled customer of the built-in demonstration.</summary>
/// <param name="Number">From 1.</param>
/// <param name="CardUid">The member's NFC card, hex; null for those without.</param>
/// <param name="CardUri">What the card says.</param>
public sealed record DemoMember(int Number, ScriptBeacon Beacon, string? CardUid, string? CardUri);
