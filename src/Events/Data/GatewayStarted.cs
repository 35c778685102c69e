namespace EdgeGateway.Events;

/// <summary>The daemon has started.</summary>
/// <param name="Waiting">Events that were already in the outbox.</param>
/// <param name="PreviousEpoch">The outbox before this one, when it had to be given up.</param>
/// <param name="Note">Why a new epoch began; empty in the ordinary case.</param>
public sealed record GatewayStarted(string Version, long Waiting, Guid? PreviousEpoch = null, string Note = "") : EventData
{
    internal override string TypeName => EventTypes.GatewayStarted;
}
