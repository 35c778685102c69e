using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>A PN532 on a serial line (High Speed UART; NXP UM0701-02, section 6.2.3): its bytes come by themselves.</summary>
internal sealed class HsuLink(ISerialPort port, int baud) : IPn532Link
{
    // Section 6.3.2.3: 55 55 wakes the chip from power-down, the zeros give its oscillator time to settle.
    private static ReadOnlySpan<byte> WakeUpCall => [0x55, 0x55, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public string Name => $"{port.Name} with {baud} baud";

    public string Remedy => "check its power, that RX and TX are crossed, and that its switches say HSU (both off), then power-cycle it";

    public string Trouble => "";

    public void WakeUp() => port.Write(WakeUpCall);

    public void Write(ReadOnlySpan<byte> frame) => port.Write(frame);

    public int Read(Span<byte> buffer, TimeSpan timeout) => port.Read(buffer, timeout);

    public void Discard() => port.DiscardInput();

    public void Rest(TimeSpan time)
    {
        // The chip says nothing unasked, so reading is waiting, on the clock that the line lives by.
        Span<byte> unasked = stackalloc byte[64];
        port.Read(unasked, time);
    }

    public void Dispose() => port.Dispose();
}
