using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>A crossing that may have been made by staff; what the radios hear until <paramref name="DecideAt"/> says.</summary>
internal sealed record HeldCrossing(DoorCrossing Crossing, TimeSpan DecideAt);
