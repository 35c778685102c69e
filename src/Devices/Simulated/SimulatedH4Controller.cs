namespace EdgeGateway.Devices.Simulated;

/// <summary>Puts a <see cref="SimulatedRadio"/> behind a serial line, as an nRF52 with H4 firmware would be.</summary>
public sealed class SimulatedH4Controller
{
    private readonly ISerialPort line;
    private readonly SimulatedRadio radio;
    private readonly List<byte> received = [];

    /// <param name="line">The controller's end.</param>
    public SimulatedH4Controller(ISerialPort line, SimulatedRadio radio)
    {
        (this.line, this.radio) = (line, radio.Open());
        if (line is SimulatedSerialPort simulated) simulated.BytesArrived = () => Pump(TimeSpan.Zero);
    }

    /// <summary>Carries commands to the radio and its packets to the line; waits up to <paramref name="timeout"/> for a command.</summary>
    public void Pump(TimeSpan timeout)
    {
        Span<byte> bytes = stackalloc byte[512];
        var count = line.Read(bytes, timeout);
        received.AddRange(bytes[..count]);
        while (received.Count >= 4 && received.Count >= 4 + received[3])
        {
            var command = received[..(4 + received[3])].ToArray();
            received.RemoveRange(0, command.Length);
            if (command[0] == 0x01) radio.Send(command);
        }

        Span<byte> packet = stackalloc byte[IRadio.PacketBytesMax];
        for (var length = radio.Receive(packet, TimeSpan.Zero, out _); length > 0; length = radio.Receive(packet, TimeSpan.Zero, out _))
        {
            line.Write(packet[..length]);
        }
    }
}
