using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>An event that can be read and comes from where it says.</summary>
internal sealed record IncomingEvent(string Store, string Gateway, DateTimeOffset Received, GatewayEvent Event, byte[] Bytes)
    : Incoming(Store, Gateway, Received, Bytes);
