using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>An event that has just got its row.</summary>
/// <param name="Id">The order of arrival at the hub.</param>
/// <param name="Gateway">The gateway's row.</param>
/// <param name="Shown">When it happened, as the hub shows it.</param>
/// <param name="Received">When it came to the hub.</param>
/// <param name="Json">The gateway's bytes.</param>
internal readonly record struct StoredEvent(long Id, long Gateway, GatewayEvent Event, ShownTime Shown, DateTimeOffset Received, byte[] Json);
