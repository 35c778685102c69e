namespace EdgeGateway.Devices;

/// <summary>One edge of a GPIO line.</summary>
/// <param name="At">The kernel's timestamp, on <see cref="IClock.SinceBoot"/>.</param>
/// <param name="IsActive">The level after the edge.</param>
/// <param name="Sequence">Counts per line from 1; a hole means that the kernel's buffer overran.</param>
public readonly record struct GpioEdge(TimeSpan At, bool IsActive, uint Sequence);
