using System.Buffers.Binary;
using System.Collections.Concurrent;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>
/// A Bluetooth LE controller for the guest's kernel, through /dev/vhci: the kernel sets it up as it would a real one, and every byte that
/// <see cref="HciRadio"/> then reads has gone through the kernel's HCI core.
/// </summary>
internal sealed class VhciController : IDisposable
{
    private readonly FileDescriptor device = Libc.Open("/dev/vhci", Libc.ReadWrite | Libc.CloseOnExec);
    private readonly ConcurrentQueue<ushort> commands = new();
    private readonly Thread answering;
    private volatile bool isClosing;
    private volatile bool isScanning;
    private volatile bool isScanningExtended;
    private volatile bool isAdvertising;
    private volatile bool isHung;

    internal VhciController()
    {
        if (device.IsInvalid) throw LinuxError.Last("open", "cannot open /dev/vhci", _ => null);
        Libc.Write(device, [0xFF, 0x00]); // Create a primary controller; the answer carries its number.
        Span<byte> created = stackalloc byte[4];
        Assert.Equal(4, (int)Libc.Read(device, created));
        Name = $"hci{BinaryPrimitives.ReadUInt16LittleEndian(created[2..])}";
        answering = new Thread(AnswerCommands) { IsBackground = true };
        answering.Start();
        Guest.WaitUntil(() => commands.Contains((ushort)0x1009), "the kernel asked the new controller for its address");
    }

    internal string Name { get; }

    internal bool IsScanning => isScanning;

    internal bool IsScanningExtended => isScanningExtended;

    internal bool IsAdvertising => isAdvertising;

    /// <summary>The firmware hangs: no answer and no advertisement until it is set right.</summary>
    internal bool IsHung
    {
        get => isHung;
        set => isHung = value;
    }

    /// <summary>An advertisement is on the air.</summary>
    internal void Hear(byte[] report)
    {
        if (isScanning && !isHung && !isClosing) Libc.Write(device, report); // The kernel takes nothing (ENXIO) while the adapter is down.
    }

    internal void Send(byte[] packet)
    {
        if (Libc.Write(device, packet) != packet.Length) throw LinuxError.Last("write", "cannot send to the kernel", _ => null);
    }

    /// <summary>Pulls the dongle.</summary>
    public void Dispose()
    {
        (isClosing, isScanning, isAdvertising) = (true, false, false);
        answering.Join();
        device.Dispose();
    }

    private void AnswerCommands()
    {
        Span<byte> packet = stackalloc byte[260];
        while (!isClosing)
        {
            if (device.Wait(Libc.PollIn, TimeSpan.FromMilliseconds(50)) == 0) continue;
            var length = (int)Libc.Read(device, packet);
            if (length < 4 || packet[0] != 0x01) continue;

            var opcode = BinaryPrimitives.ReadUInt16LittleEndian(packet[1..]);
            commands.Enqueue(opcode);
            if (isHung) continue;
            if (opcode is 0x200C or 0x2042) (isScanning, isScanningExtended) = (packet[4] == 1, opcode == 0x2042);
            if (opcode is 0x200A or 0x2039) isAdvertising = packet[4] == 1;
            if (opcode is 0x0C03) (isScanning, isAdvertising) = (false, false);
            var returned = Returned(opcode);
            Libc.Write(device, [0x04, 0x0E, (byte)(3 + returned.Length), 1, packet[1], packet[2], .. returned]); // Nor does it when it was just taken down.
        }
    }

    // What a Bluetooth 5 LE-only controller says while the kernel sets it up; everything else succeeds without parameters.
    private static byte[] Returned(ushort opcode)
    {
        var (length, values) = opcode switch
        {
            0x1001 => (9, new (int, byte)[] { (1, 0x09), (4, 0x09), (5, 0x31), (6, 0x01) }), // version 5.0
            0x1002 => (65, [(1 + 5, 0xC0), (1 + 14, 0xA8), (1 + 25, 0xFF), (1 + 26, 0xFF), (1 + 27, 0xFF), (1 + 28, 0x01), (1 + 36, 0xFE), (1 + 37, 0x7F)]),
            0x1003 => (9, [(5, 0x60)]), // no BR/EDR, but LE
            0x1005 => (8, [(1, 0xFF), (3, 64), (4, 8), (6, 1)]),
            0x1009 => (7, [(1, 0x56), (2, 0x34), (3, 0x12), (4, 0x27), (5, 0xEB), (6, 0xB8)]),
            0x2002 => (4, [(1, 251), (3, 8)]),
            0x2003 => (9, [(2, 0x10)]), // extended advertising
            0x2007 or 0x203B => (2, [(1, 4)]),
            0x200F or 0x202A or 0x204A => (2, [(1, 16)]),
            0x201C => (9, [(1, 0xFF), (2, 0xFF), (3, 0xFF), (4, 0xFF), (5, 0xFF)]),
            0x2018 => (9, [(1, 0x5E), (2, 0xED)]),
            0x2023 => (9, [(1, 27), (3, 0x48), (4, 0x01), (5, 27), (7, 0x48), (8, 0x01)]),
            0x202F => (9, [(1, 251), (3, 0x48), (4, 0x08), (5, 251), (7, 0x48), (8, 0x08)]),
            0x203A => (3, [(1, 0x72), (2, 0x06)]),
            0x204B => (3, [(1, 0xEC), (2, 20)]),
            0x0C14 => (249, []),
            _ => (1, Array.Empty<(int, byte)>()),
        };
        var returned = new byte[length];
        foreach (var (at, value) in values) returned[at] = value;
        return returned;
    }
}
