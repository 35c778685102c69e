namespace EdgeGateway.Devices;

/// <summary>One edge of a GPIO line.</summary>
/// <param name="At">The kernel's timestamp, on <see cref="IClock.SinceBoot"/>.</param>
/// <param name="Offset">Which of the requested lines.</param>
/// <param name="IsActive">The level after the edge.</param>
/// <param name="Sequence">
/// Counts all edges of the request from 1 (the kernel's <c>seqno</c>); a hole means that the kernel's buffer overran.
/// </param>
public readonly record struct GpioEdge(TimeSpan At, int Offset, bool IsActive, uint Sequence);
