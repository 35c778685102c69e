using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Codes;

/// <summary>A scanner on a serial line sends its codes as they are.</summary>
internal sealed class SerialInput(ISerialPort port) : ICodeInput
{
    public int Read(Span<byte> buffer, TimeSpan timeout) => port.Read(buffer, timeout);

    public void Dispose() => port.Dispose();
}
