using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// A PN532 on SPI (NXP UM0701-02, section 6.2.5): mode 0, at most 5 MHz, and least significant bit first. The Pi's controller cannot do
/// that, so the bits are turned round here.
/// </summary>
internal sealed class Pn532SpiBus(ISpiBus bus) : IPn532Bus
{
    private const byte DataWrite = 0x01;
    private const byte StatusRead = 0x02;
    private const byte DataRead = 0x03;
    private const byte ReadyBit = 0x01;
    private const byte NobodyThere = 0xFF;

    private readonly byte[] turned = new byte[1 + Pn532Frame.BytesMax];

    public string Name => bus.Name;

    public string Remedy => "check its power, MOSI, MISO, SCK and NSS, and that its switches say SPI (1 off, 2 on)";

    public string Trouble => "";

    /// <summary>The whole of the longest frame: 2 ms at 1 MHz, and never a second read.</summary>
    public int FirstReadBytes => Pn532Frame.BytesMax;

    public bool IsReady()
    {
        Span<byte> status = stackalloc byte[1];
        bus.Transfer([Turned(StatusRead)], status);

        // A data line that nobody drives is pulled up.
        return status[0] != NobodyThere && (Turned(status[0]) & ReadyBit) != 0;
    }

    public void Send(ReadOnlySpan<byte> frame)
    {
        turned[0] = Turned(DataWrite);
        for (var i = 0; i < frame.Length; i++)
        {
            turned[1 + i] = Turned(frame[i]);
        }

        bus.Transfer(turned.AsSpan(0, 1 + frame.Length), []);
    }

    public void Receive(Span<byte> frame)
    {
        bus.Transfer([Turned(DataRead)], frame);
        foreach (ref var one in frame)
        {
            one = Turned(one);
        }
    }

    public void Dispose() => bus.Dispose();

    private static byte Turned(byte one)
    {
        var pairs = ((one & 0x55) << 1) | ((one >> 1) & 0x55);
        var nibbles = ((pairs & 0x33) << 2) | ((pairs >> 2) & 0x33);
        return (byte)((nibbles << 4) | (nibbles >> 4));
    }
}
