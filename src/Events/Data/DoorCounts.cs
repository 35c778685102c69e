namespace EdgeGateway.Events;

/// <summary>A part of a door's crossings, by direction.</summary>
public sealed record DoorCounts(int In, int Out);
