using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>A gateway's health report.</summary>
/// <param name="Retained">The broker's memory, not a sign of life.</param>
internal sealed record IncomingHealth(
    string Store, string Gateway, DateTimeOffset Received, HealthReport Health, byte[] Bytes, bool Retained)
    : Incoming(Store, Gateway, Received, Bytes);
