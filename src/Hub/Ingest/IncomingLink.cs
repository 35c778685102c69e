using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>A gateway's birth or last will.</summary>
/// <param name="Retained">The broker's memory, not a sign of life.</param>
internal sealed record IncomingLink(string Store, string Gateway, DateTimeOffset Received, LinkState Link, byte[] Bytes, bool Retained)
    : Incoming(Store, Gateway, Received, Bytes);
