namespace EdgeGateway.Events;

/// <summary>What a sensor noticed, after privacy has been applied and before it is a visit.</summary>
/// <param name="Sensor">The sensor's configured name.</param>
/// <param name="At">Monotonic time since boot.</param>
public abstract record Sighting(string Sensor, TimeSpan At);
