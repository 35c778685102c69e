using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

// include/uapi/linux/spi/spidev.h.
internal static partial class Libc
{
    internal const nuint SpiSetMode = 0x4004_6B05; // SPI_IOC_WR_MODE32
    internal const nuint SpiSetBitsPerWord = 0x4001_6B03; // SPI_IOC_WR_BITS_PER_WORD
    internal const nuint SpiSetSpeed = 0x4004_6B04; // SPI_IOC_WR_MAX_SPEED_HZ
    internal const nuint SpiMessage = 0x4000_6B00; // SPI_IOC_MESSAGE(n) without its size, which is that of n transfers
    private const int SizeShift = 16;

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor bus, nuint request, in uint value);

    /// <summary>Both parts in one message, so chip select stays low between them. The buffers stay where they are until the kernel is done.</summary>
    internal static unsafe int Transfer(FileDescriptor bus, ReadOnlySpan<byte> write, Span<byte> read)
    {
        fixed (byte* from = write, into = read)
        {
            var transfers = stackalloc SpiTransfer[2];
            var count = 0;
            if (write.Length > 0)
            {
                transfers[count++] = new SpiTransfer { Send = (ulong)from, Length = (uint)write.Length };
            }

            if (read.Length > 0)
            {
                transfers[count++] = new SpiTransfer { Receive = (ulong)into, Length = (uint)read.Length };
            }

            return IoControl(bus, SpiMessage | (nuint)(count * sizeof(SpiTransfer)) << SizeShift, (nint)transfers);
        }
    }

    // struct spi_ioc_transfer; speed and bits of 0 are those set for the device.
    [StructLayout(LayoutKind.Sequential)]
    internal struct SpiTransfer
    {
        public ulong Send;
        public ulong Receive;
        public uint Length;
        public uint SpeedHz;
        public ushort DelayMicroseconds;
        public byte BitsPerWord;
        public byte ReleaseChipSelect;
        public uint Padding; // tx_nbits, rx_nbits, word_delay_usecs, pad
    }
}
