namespace EdgeGateway.Hub;

/// <summary>As whom the hub connects to its own broker: made at each start, known to nobody else.</summary>
internal sealed record OwnCredential(string Name, string Password);
