namespace EdgeGateway.Devices;

/// <summary>A Bluetooth controller as a stream of H4 packets (Bluetooth Core 5.4, Vol 4 Part A): commands down, events up.</summary>
public interface IRadio : IDisposable
{
    /// <summary>For example <c>hci0</c> or the capture's file name.</summary>
    string Name { get; }

    /// <summary>
    /// Waits for the next H4 event packet (first byte 0x04) and copies it into <paramref name="packet"/>.
    /// Returns its length; 0 when <paramref name="timeout"/> passed; -1 when a recorded radio is at its end.
    /// </summary>
    /// <param name="packet">At least <see cref="PacketBytesMax"/> bytes.</param>
    /// <param name="at">When the packet arrived, on <see cref="IClock.SinceBoot"/>.</param>
    /// <exception cref="DeviceException">The controller is gone or was never usable.</exception>
    int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at);

    /// <summary>Sends one H4 command packet (first byte 0x01). A recorded radio ignores it.</summary>
    void Send(ReadOnlySpan<byte> command);

    /// <summary>Takes the adapter down and up again; the step of the watchdog's ladder after repeating the scan command.</summary>
    void Reset();

    /// <summary>Packets that the kernel threw away because nobody read them in time, or that a serial line damaged; nothing else says so.</summary>
    long PacketsLost => 0;

    /// <summary>H4 type byte, event code, length byte and 255 parameter bytes.</summary>
    const int PacketBytesMax = 3 + 255;
}
