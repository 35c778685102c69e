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
    private readonly ConcurrentDictionary<int, I2cAnswer> attached = new();
    private readonly Thread answering;
    private volatile bool isClosing;
    private byte pointer;

    internal I2cUserSim()
    {
        if (device.IsInvalid) throw LinuxError.Last("open", "cannot open /dev/i2c-usersim-1", _ => null);
        answering = new Thread(Answer) { IsBackground = true };
        answering.Start();
    }

    /// <summary>Puts a simulated chip on the bus.</summary>
    internal void Attach(int address, I2cAnswer chip) => attached[address] = chip;

    internal void Detach(int address) => attached.TryRemove(address, out _);

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
        var answer = new List<byte>(request[..4].ToArray());
        var count = BinaryPrimitives.ReadInt32LittleEndian(request[4..]);
        var reads = new List<byte>();
        for (var rest = request[8..]; !rest.IsEmpty;)
        {
            var address = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            var isRead = (BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & ReadFlag) != 0;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]);
            if (address == 0x2A) return null;
            if (attached.TryGetValue(address, out var chip)) return AnswerOf(chip, request, count);
            if (address != 0x29) return [.. answer, .. BitConverter.GetBytes(NoAcknowledgement)];

            rest = rest[6..];
            if (isRead)
            {
                reads.AddRange(BitConverter.GetBytes(length));
                for (var i = 0; i < length; i++) reads.Add(registers[pointer++]);
                continue;
            }

            if (length > 0) pointer = rest[0];
            for (var i = 1; i < length; i++) registers[pointer++] = rest[i];
            rest = rest[length..];
        }

        return [.. answer, .. BitConverter.GetBytes(count), .. reads];
    }

    // A write and the read that follows it are one turn of the chip.
    private static byte[] AnswerOf(I2cAnswer chip, ReadOnlySpan<byte> request, int count)
    {
        var reads = new List<byte>();
        var written = ReadOnlySpan<byte>.Empty;
        for (var rest = request[8..]; !rest.IsEmpty;)
        {
            var isRead = (BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & ReadFlag) != 0;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]);
            rest = rest[6..];
            var read = new byte[isRead ? length : 0];
            if (!isRead)
            {
                written = rest[..length];
                rest = rest[length..];
                if (!rest.IsEmpty) continue;
            }

            if (!chip(written, read)) return [.. request[..4], .. BitConverter.GetBytes(NoAcknowledgement)];
            if (isRead) reads.AddRange([.. BitConverter.GetBytes(length), .. read]);
            written = [];
        }

        return [.. request[..4], .. BitConverter.GetBytes(count), .. reads];
    }
}
