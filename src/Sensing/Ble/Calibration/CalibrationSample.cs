namespace EdgeGateway.Sensing;

/// <summary>One advertisement of the technician's beacon during a calibration.</summary>
/// <param name="Seconds">Since the calibration began.</param>
/// <param name="Standing">The zone where the technician stood.</param>
/// <param name="Radio">The adapter that heard it.</param>
public readonly record struct CalibrationSample(double Seconds, string Standing, string Radio, int RssiDbm);
