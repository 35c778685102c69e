namespace EdgeGateway.Events;

/// <summary>The hub's word that everything up to a sequence number is durably stored or accounted for as dropped.</summary>
/// <param name="Epoch">The outbox's incarnation that the number belongs to.</param>
/// <param name="Sequence">Every number from 1 to this one is settled.</param>
public sealed record StoredAck(Guid Epoch, long Sequence);
