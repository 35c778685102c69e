using EdgeGateway.Devices;

namespace EdgeGateway.Tests.Unit.Sensing.Codes;

/// <summary>A serial line whose far end gets its turn whenever the driver finds nothing to read.</summary>
internal sealed class ScriptedLine(ISerialPort line, Action whenIdle) : ISerialPort
{
    public string Name => line.Name;

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        var count = line.Read(buffer, timeout);
        if (count == 0)
            whenIdle();

        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes) => line.Write(bytes);

    public void DiscardInput() => line.DiscardInput();

    public void Dispose() => line.Dispose();
}
