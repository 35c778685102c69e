namespace EdgeGateway.Outbox;

/// <summary>An opened outbox and what there is to say about it, for <c>gateway.started</c>.</summary>
/// <param name="Waiting">Events that were already in it.</param>
/// <param name="PreviousEpoch">The epoch of the file that had to be given up, where it could be read.</param>
/// <param name="Note">Why a new epoch began, and where the old file is; empty in the ordinary case.</param>
public sealed record OutboxOpening(IOutbox Outbox, long Waiting, Guid? PreviousEpoch, string Note);
