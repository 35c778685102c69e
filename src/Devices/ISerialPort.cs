namespace EdgeGateway.Devices;

/// <summary>A serial line: 8 data bits, no parity, 1 stop bit, raw.</summary>
public interface ISerialPort : IDisposable
{
    /// <summary>For example <c>/dev/ttyAMA0</c>.</summary>
    string Name { get; }

    /// <summary>Reads what has arrived, waiting up to <paramref name="timeout"/> for the first byte; 0 when none came.</summary>
    /// <exception cref="DeviceException">The line is gone.</exception>
    int Read(Span<byte> buffer, TimeSpan timeout);

    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Throws away what has arrived and was not read.</summary>
    void DiscardInput();
}
