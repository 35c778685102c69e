using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>An acknowledgement to be published.</summary>
/// <param name="Retain">The broker keeps it for a gateway that is away.</param>
internal sealed record DueAck(string Store, string Gateway, StoredAck Stored, bool Retain);
