namespace EdgeGateway.Events;

/// <summary>Something that happened in the store, not yet stamped with identity, wall time and number.</summary>
/// <param name="At">Monotonic time since boot, so that a clock correction cannot reorder events.</param>
/// <param name="Subject">CloudEvents subject such as <c>doors/front</c>; never an identifier of a person.</param>
/// <param name="Data">What happened.</param>
public readonly record struct Happening(TimeSpan At, string Subject, EventData Data);
