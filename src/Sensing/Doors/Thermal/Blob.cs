namespace EdgeGateway.Sensing.Doors;

/// <summary>One warm hill in a frame: a head and what is below it.</summary>
/// <param name="Row">Its middle, weighed by warmth.</param>
/// <param name="Column">Likewise.</param>
/// <param name="PeakKelvins">Over the background.</param>
/// <param name="Kelvins">The sum over its pixels.</param>
internal readonly record struct Blob(double Row, double Column, double PeakKelvins, double Kelvins, int Pixels);
