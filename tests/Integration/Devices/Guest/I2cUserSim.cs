using System.Buffers.Binary;
using System.Collections.Concurrent;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>
/// The chips on the guest's i2c-1, behind hardware/virtual-pi/i2c-usersim.c: at 0x29 a memory of 256 registers, at 0x2A one that
/// never lets go of the clock line, and whatever a test attaches.
/// </summary>
internal sealed class I2cUserSim : IDisposable
{
    private const ushort ReadFlag = 1;
    private const int NoAcknowledgement = -121; // -EREMOTEIO, as i2c-bcm2835 gives

    private readonly FileDescriptor device = Libc.Open("/dev/i2c-usersim-1", Libc.ReadWrite | Libc.CloseOnExec);
    private readonly byte[] registers = new byte[256];
    private readonly ConcurrentDictionary<int, I2cAnswer> chips = new();
    private readonly Thread answering;
    private volatile bool isClosing;
    private byte pointer;

    internal I2cUserSim()
    {
        if (device.IsInvalid) throw LinuxError.Last("open", "cannot open /dev/i2c-usersim-1", _ => null);
        Attach(0x29, Remember);
        answering = new Thread(Answer) { IsBackground = true };
        answering.Start();
    }

    /// <summary>Somebody holds the bus: every transfer ends by the kernel's time-out.</summary>
    internal bool IsStuck { get; set; }

    /// <summary>Puts a simulated chip on the bus.</summary>
    internal void Attach(int address, I2cAnswer chip) => chips[address] = chip;

    internal void Detach(int address) => chips.TryRemove(address, out _);

    public void Dispose()
    {
        isClosing = true;
        answering.Join();
        device.Dispose();
    }

    private void Answer()
    {
        var request = new byte[32 * 1024];
        while (!isClosing)
        {
            if (device.Wait(Libc.PollIn, TimeSpan.FromMilliseconds(50)) == 0) continue;
            var length = (int)Libc.Read(device, request);
            if (length > 0 && Transfer(request.AsSpan(0, length)) is { } answer) Libc.Write(device, answer);
        }
    }

    // Request: u32 number, u32 messages, each u16 address, flags, length and, if a write, its bytes. Answer: number, s32 result, each
    // read message as u16 length and bytes.
    private byte[]? Transfer(ReadOnlySpan<byte> request)
    {
        var number = request[..4].ToArray();
        var count = BinaryPrimitives.ReadInt32LittleEndian(request[4..]);
        var reads = new List<byte>();
        for (var rest = request[8..]; !rest.IsEmpty;)
        {
            var address = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            if (address == 0x2A || IsStuck) return null;
            var (written, read) = (WriteOf(ref rest).ToArray(), ReadOf(ref rest));
            if (!chips.TryGetValue(address, out var chip) || !chip(written, read)) return [.. number, .. BitConverter.GetBytes(NoAcknowledgement)];
            if (read is null) continue;
            reads.AddRange(BitConverter.GetBytes((ushort)read.Length));
            reads.AddRange(read);
        }

        return [.. number, .. BitConverter.GetBytes(count), .. reads];
    }

    // A write and the read behind it are one question to a chip.
    private static ReadOnlySpan<byte> WriteOf(ref ReadOnlySpan<byte> rest)
    {
        if (IsRead(rest)) return [];
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]);
        var written = rest.Slice(6, length);
        rest = rest[(6 + length)..];
        return written;
    }

    private static byte[]? ReadOf(ref ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || !IsRead(rest)) return null;
        var read = new byte[BinaryPrimitives.ReadUInt16LittleEndian(rest[4..])];
        rest = rest[6..];
        return read;
    }

    private static bool IsRead(ReadOnlySpan<byte> message) => (BinaryPrimitives.ReadUInt16LittleEndian(message[2..]) & ReadFlag) != 0;

    private bool Remember(ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (write.Length > 0) pointer = write[0];
        for (var i = 1; i < write.Length; i++) registers[pointer++] = write[i];
        for (var i = 0; i < read.Length; i++) read[i] = registers[pointer++];
        return true;
    }
}
