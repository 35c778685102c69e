namespace EdgeGateway.Hub.Ingest;

/// <summary>A message that is kept aside with the reason.</summary>
/// <param name="Number">Where it stands in its sequence, when at least that could be read and the source is right:
/// then its bytes are safe in the quarantine and the number counts as settled, so that one bad event does not block the rest.</param>
internal sealed record IncomingUnreadable(
    string Store, string Gateway, DateTimeOffset Received, string Topic, string Reason, byte[] Bytes, EventNumber? Number)
    : Incoming(Store, Gateway, Received, Bytes);
