namespace EdgeGateway.Outbox;

/// <summary>What an export holds.</summary>
/// <param name="Events">Events that were read whole.</param>
/// <param name="Damaged">Events whose bytes did not fit their checksum; what was found is in the file for a human.</param>
/// <param name="Lost">Numbers between the first and the last that are not there.</param>
public sealed record ExportSummary(long Events, long Damaged, long Lost);
