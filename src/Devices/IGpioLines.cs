namespace EdgeGateway.Devices;

/// <summary>
/// GPIO input lines of one chip in one kernel request: their edges come as one stream, stamped, debounced and ordered by the
/// kernel. A beam pair needs both its lines in one request, because which of two edges came first decides the direction.
/// </summary>
public interface IGpioLines : IDisposable
{
    /// <summary>Chip and offsets, for example <c>gpiochip0:17,27</c>.</summary>
    string Name { get; }

    /// <summary>A line's level now, after active-low has been applied: true is active.</summary>
    /// <param name="offset">One of the requested offsets.</param>
    /// <exception cref="DeviceException">The chip is gone.</exception>
    bool IsActive(int offset);

    /// <summary>Waits for the next edge of any of the lines; false when <paramref name="timeout"/> passed.</summary>
    /// <exception cref="DeviceException">The chip is gone.</exception>
    bool WaitForEdge(TimeSpan timeout, out GpioEdge edge);
}
