using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>An event that can be read and comes from where it says.</summary>
/// <param name="Json">The gateway's bytes, kept unchanged.</param>
internal sealed record IncomingEvent(string Store, string Gateway, DateTimeOffset Received, GatewayEvent Event, byte[] Json)
    : Incoming(Store, Gateway, Received);
