namespace EdgeGateway.Devices;

/// <summary>An I2C bus.</summary>
public interface II2cBus : IDisposable
{
    /// <summary>For example <c>i2c-1</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Writes then reads in one transfer with a repeated start; either part may be empty.
    /// </summary>
    /// <param name="address">7 bits.</param>
    /// <exception cref="DeviceException">No acknowledgement (ENXIO, EREMOTEIO), a stuck bus (ETIMEDOUT), or the bus is gone.</exception>
    void Transfer(int address, ReadOnlySpan<byte> write, Span<byte> read);
}
