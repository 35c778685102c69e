namespace EdgeGateway.Outbox;

/// <summary>What became of an import.</summary>
/// <param name="Events">Events that are on their way now.</param>
/// <param name="Damaged">Damaged events that the export keeps for a human.</param>
/// <param name="Problem">Empty, or why nothing was taken.</param>
public sealed record ImportReceipt(long Events, long Damaged, string Problem);
