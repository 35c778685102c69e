namespace EdgeGateway.Devices;

/// <summary>One GPIO input line whose edges the kernel stamps and debounces.</summary>
public interface IGpioLine : IDisposable
{
    /// <summary>Chip and offset, for example <c>gpiochip0:17</c>.</summary>
    string Name { get; }

    /// <summary>The line's level now, after active-low has been applied: true is active.</summary>
    bool IsActive { get; }

    /// <summary>Waits for the next edge; false when <paramref name="timeout"/> passed.</summary>
    /// <exception cref="DeviceException">The chip is gone.</exception>
    bool WaitForEdge(TimeSpan timeout, out GpioEdge edge);
}
