namespace EdgeGateway.Hub.Ingest;

/// <summary>What makes an event of a gateway provable: its outbox's epoch and its place there.</summary>
internal readonly record struct EventNumber(Guid Epoch, long Sequence);
