using EdgeGateway.Events;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One thing a beam pair found out.</summary>
/// <param name="At">When it happened: the edge that completed it, not the moment it was decided.</param>
/// <param name="Direction">Of a crossing.</param>
/// <param name="Confidence">Of a crossing, 0 to 1; the factors stand in <see cref="Passage"/>.</param>
/// <param name="Line">The beam that is blocked or sees nothing.</param>
public readonly record struct BeamFinding(
    BeamFindingKind Kind, TimeSpan At, Direction Direction = Direction.In, double Confidence = 0, BeamLine Line = BeamLine.Outer);
