namespace EdgeGateway.Sensing.Doors;

/// <summary>One line of a door recording: a beam's edge, a distance, or a thermal frame.</summary>
/// <param name="At">As recorded, from whatever beginning.</param>
/// <param name="Line">Of an edge.</param>
/// <param name="IsBroken">Of an edge: the level after it.</param>
/// <param name="Distance">Of a time-of-flight sensor.</param>
/// <param name="Celsius">Of a frame, row by row from the street's side: 64 or 768.</param>
public readonly record struct DoorSignal(
    SignalKind Kind, TimeSpan At, BeamLine Line, bool IsBroken, TofReading Distance, ReadOnlyMemory<float> Celsius);
