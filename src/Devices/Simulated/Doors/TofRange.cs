namespace EdgeGateway.Devices.Simulated;

/// <summary>One measurement of a simulated VL53L1X, as its result registers would tell it.</summary>
/// <param name="At">When the result was ready.</param>
/// <param name="Roi">0 looks to the street, 1 into the store.</param>
/// <param name="Status">ST's RangeStatus: 0 good, 1 sigma too high, 2 too little signal, 4 out of bounds, 7 wrapped around.</param>
public readonly record struct TofRange(TimeSpan At, int Roi, int Millimetres, int Status);
