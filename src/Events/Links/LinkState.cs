namespace EdgeGateway.Events;

/// <summary>Birth and last will: whether a gateway is connected.</summary>
/// <param name="Online">False in the last will.</param>
/// <param name="Epoch">The outbox's incarnation.</param>
/// <param name="NextSequence">The number the next event will get; a hub that holds fewer knows what is still to come. 0 in the will.</param>
/// <param name="Version">The gateway's software.</param>
public sealed record LinkState(bool Online, Guid Epoch, long NextSequence, string Version);
