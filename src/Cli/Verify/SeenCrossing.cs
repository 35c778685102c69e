using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>One person through the door, as the technician or the sensor saw it.</summary>
/// <param name="At">Since the beginning of the count.</param>
internal readonly record struct SeenCrossing(TimeSpan At, Direction Direction);
