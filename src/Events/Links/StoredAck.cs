namespace EdgeGateway.Events;

/// <summary>The hub's word that everything up to a sequence number is durably stored or accounted for as dropped.</summary>
/// <param name="Epoch">The outbox's incarnation that the number belongs to.</param>
/// <param name="Sequence">Every number from 1 to this one is settled.</param>
/// <param name="BacklogRate">
/// Events per second that this gateway may send of its backlog, at least 1; holds for <see cref="BacklogRateSeconds"/>, then the gateway finds its
/// own pace again. Null: no wish. Live events are exempt.
/// </param>
public sealed record StoredAck(Guid Epoch, long Sequence, int? BacklogRate = null)
{
    /// <summary>How long a <see cref="BacklogRate"/> holds after it was heard: a hub that goes away must not slow its gateways for ever.</summary>
    public const int BacklogRateSeconds = 60;
}
