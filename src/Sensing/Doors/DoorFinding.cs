using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One thing a sensor over a door found out.</summary>
/// <param name="At">When it happened, not the moment it was decided.</param>
/// <param name="Direction">Of a crossing.</param>
/// <param name="Confidence">Of a crossing, 0 to 1; an order, no probability.</param>
/// <param name="AcrossTangent">Where along the door, as the tangent of the angle beside plumb; null where the sensor does not know.</param>
/// <param name="TopMetres">Of a crossing: the highest that was seen of the body; null where the sensor does not know.</param>
public readonly record struct DoorFinding(DoorFindingKind Kind, TimeSpan At, Direction Direction = Direction.In, double Confidence = 0, double? AcrossTangent = null, double? TopMetres = null);
