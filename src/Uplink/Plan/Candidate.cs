using EdgeGateway.Outbox;

namespace EdgeGateway.Uplink;

/// <summary>An event to be sent.</summary>
/// <param name="From">From this number to the event's own, its lane has no other event: delivered, they count as one range.</param>
internal readonly record struct Candidate(WaitingEvent Event, long From);
