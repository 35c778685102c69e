namespace EdgeGateway.Devices;

/// <summary>
/// A Bluetooth controller on a serial line, spoken to directly in H4, without the kernel's Bluetooth: an nRF52 with Zephyr's hci_uart,
/// for example. The gateway is then its only host, so it resets the controller first and on <see cref="Reset"/>.
/// </summary>
public sealed class H4Radio : IRadio
{
    /// <summary>A controller answers a reset within milliseconds; a cold one may boot for a second.</summary>
    public static readonly TimeSpan ResetWithin = TimeSpan.FromSeconds(2);

    private const ushort ResetOpcode = 0x0C03;

    private static readonly byte[] ResetCommand = [0x01, ResetOpcode & 0xFF, ResetOpcode >> 8, 0];

    private readonly ISerialPort port;
    private readonly IClock clock;
    private readonly H4Framing framing = new();

    /// <param name="port">Open; it is disposed with the radio.</param>
    /// <exception cref="DeviceException">No controller answers.</exception>
    public H4Radio(ISerialPort port, IClock clock)
    {
        (this.port, this.clock) = (port, clock);
        try
        {
            Reset();
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    public string Name => port.Name;

    /// <summary>How often the stream of packets was broken; at least one was lost each time.</summary>
    public long PacketsLost => framing.Gaps;

    public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
    {
        var length = framing.Next(packet);
        if (length == 0)
        {
            framing.Received(port.Read(framing.Free, timeout));
            length = framing.Next(packet);
        }

        at = clock.SinceBoot;
        return length;
    }

    public void Send(ReadOnlySpan<byte> command) => port.Write(command);

    /// <exception cref="DeviceException">No answer: the wrong baud rate, crossed wires, or a controller that hangs.</exception>
    public void Reset()
    {
        Span<byte> packet = stackalloc byte[IRadio.PacketBytesMax];
        framing.Clear();
        port.DiscardInput();
        port.Write(ResetCommand);
        for (var until = clock.SinceBoot + ResetWithin; clock.SinceBoot < until;)
        {
            var length = Receive(packet, TimeSpan.FromMilliseconds(100), out _);

            // Command Complete for Reset; what comes before it is from before.
            if (length >= 7 && packet[1] == 0x0E && (packet[4] | (packet[5] << 8)) == ResetOpcode)
            {
                return;
            }
        }

        throw new DeviceException(
            $"no Bluetooth controller answers on {port.Name}: HCI Reset got no answer within {ResetWithin.TotalSeconds:0} s; "
            + "check baud rate, RX and TX crossed, RTS and CTS (append :rtscts if the controller needs them), and that its firmware speaks H4");
    }

    public void Dispose() => port.Dispose();
}
