using EdgeGateway.Devices;

namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// A PN532 on I2C (NXP UM0701-02, section 6.2.4): each read begins with a status byte. A chip that sleeps does not acknowledge or holds
/// the clock, so a failed transfer is no end but a reason: <see cref="Trouble"/>.
/// </summary>
internal sealed class Pn532I2cBus(II2cBus bus, int address) : IPn532Bus
{
    private const byte ReadyBit = 0x01;

    private readonly byte[] received = new byte[1 + Pn532Frame.BytesMax];

    public string Name => $"0x{address:x2} on {bus.Name}";

    public string Remedy => $"check its power, SDA and SCL, that its switches say I2C (1 on, 2 off), and that `i2cdetect -y {bus.Name.Split('-')[^1]}` shows {address:x2}";

    public string Trouble { get; private set; } = "";

    /// <summary>At 100 kbit/s a byte takes 90 µs: 32 hold every frame of a poll and of 16 bytes of a tag.</summary>
    public int FirstReadBytes => 31;

    public bool IsReady() => Transfer([], received.AsSpan(0, 1)) && (received[0] & ReadyBit) != 0;

    public void Send(ReadOnlySpan<byte> frame) => Transfer(frame, []);

    public void Receive(Span<byte> frame)
    {
        var read = received.AsSpan(0, 1 + frame.Length);
        var isFrame = Transfer([], read) && (read[0] & ReadyBit) != 0;
        frame.Clear();
        if (isFrame)
            read[1..].CopyTo(frame);
    }

    public void Dispose() => bus.Dispose();

    private bool Transfer(ReadOnlySpan<byte> write, Span<byte> read)
    {
        try
        {
            bus.Transfer(address, write, read);
            Trouble = "";
            return true;
        }
        catch (DeviceException refused)
        {
            Trouble = refused.Message;
            return false;
        }
    }
}
