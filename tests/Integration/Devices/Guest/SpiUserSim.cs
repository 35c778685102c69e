using System.Buffers.Binary;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>The chip at the guest's spidev0.0, behind hardware/virtual-pi/spi-usersim.c. Taken away, it leaves a line that reads FF.</summary>
internal sealed class SpiUserSim : IDisposable
{
    private const string Driver = "/sys/bus/spi/drivers/spidev/";
    private const string Device = "spi0.0";

    private readonly FileDescriptor device = Libc.Open("/dev/spi-usersim-0", Libc.ReadWrite | Libc.CloseOnExec);
    private readonly SpiAnswer chip;
    private readonly Thread answering;
    private volatile bool isClosing;

    internal SpiUserSim(SpiAnswer chip)
    {
        if (device.IsInvalid) throw LinuxError.Last("open", "cannot open /dev/spi-usersim-0", _ => null);
        this.chip = chip;
        answering = new Thread(Answer) { IsBackground = true };
        answering.Start();
    }

    /// <summary>Clock and mode of the last transfer, as the controller was told.</summary>
    internal (uint Hz, ushort Mode) Settings { get; private set; }

    /// <summary>Takes the driver from the device, as when an overlay is removed: its file goes, whoever has it open is told.</summary>
    internal static void Unbind() => File.WriteAllText(Driver + "unbind", Device);

    internal static void Bind() => File.WriteAllText(Driver + "bind", Device);

    public void Dispose()
    {
        isClosing = true;
        answering.Join();
        device.Dispose();
    }

    private void Answer()
    {
        var request = new byte[16 * 1024];
        while (!isClosing)
        {
            if (device.Wait(Libc.PollIn, TimeSpan.FromMilliseconds(50)) == 0) continue;
            var length = (int)Libc.Read(device, request);
            if (length > 0) Libc.Write(device, Message(request.AsSpan(0, length)));
        }
    }

    // Request: u32 number, u32 transfers, each u32 hz, u16 mode, u16 length and its bytes. Answer: number, s32 result, each transfer's bytes.
    // The driver's first transfer writes and its second reads; a driver that only does one of both has a single one.
    private byte[] Message(ReadOnlySpan<byte> request)
    {
        var answer = new List<byte>([.. request[..4], 0, 0, 0, 0]);
        var written = ReadOnlySpan<byte>.Empty;
        var count = BinaryPrimitives.ReadInt32LittleEndian(request[4..]);
        var rest = request[8..];
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(rest[6..]);
            Settings = (BinaryPrimitives.ReadUInt32LittleEndian(rest), BinaryPrimitives.ReadUInt16LittleEndian(rest[4..]));
            var bytes = rest.Slice(8, length);
            rest = rest[(8 + length)..];
            var read = new byte[length];
            read.AsSpan().Fill(0xFF);
            if (i > 0 || count == 1) chip(i > 0 ? written : bytes, i > 0 ? read : []);
            written = i == 0 ? bytes : written;
            answer.AddRange(read);
        }

        return [.. answer];
    }
}
