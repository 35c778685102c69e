namespace EdgeGateway.Sensing.Doors;

/// <summary>One distance of a VL53L1X.</summary>
/// <param name="At">When the result was ready.</param>
/// <param name="Roi">0 looks to the street, 1 into the store.</param>
/// <param name="Status">ST's RangeStatus (UM2510): 0 good, 1 sigma too high, 2 too little signal, 4 out of bounds, 7 wrapped around.</param>
public readonly record struct TofReading(TimeSpan At, int Roi, int Millimetres, int Status);
