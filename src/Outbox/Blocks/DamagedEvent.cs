using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>An event whose bytes no longer fit its checksum.</summary>
/// <param name="Json">What was found in its place; may be empty.</param>
internal readonly record struct DamagedEvent(EventLane Lane, long Sequence, byte[] Json);
