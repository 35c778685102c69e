namespace EdgeGateway.Devices;

/// <summary>One chip on an SPI bus: mode 0, 8 bits, most significant bit first.</summary>
public interface ISpiBus : IDisposable
{
    /// <summary>For example <c>spidev0.0</c>.</summary>
    string Name { get; }

    /// <summary>Writes, then reads, with chip select low from the first bit to the last; either part may be empty.</summary>
    /// <exception cref="DeviceException">The bus is gone. That no chip is there cannot be seen: SPI knows no acknowledgement.</exception>
    void Transfer(ReadOnlySpan<byte> write, Span<byte> read);
}
