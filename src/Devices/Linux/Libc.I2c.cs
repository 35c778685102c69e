using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

// include/uapi/linux/i2c-dev.h and i2c.h.
internal static partial class Libc
{
    internal const nuint I2cFunctions = 0x0705; // I2C_FUNCS
    internal const nuint I2cCombined = 0x0707; // I2C_RDWR
    internal const nuint I2cPlainTransfers = 0x1; // I2C_FUNC_I2C
    private const ushort I2cRead = 0x1; // I2C_M_RD

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor bus, nuint request, out nuint functions);

    /// <summary>Both parts in one transfer with a repeated start. The buffers stay where they are until the kernel is done.</summary>
    internal static unsafe int Transfer(FileDescriptor bus, ushort address, ReadOnlySpan<byte> write, Span<byte> read)
    {
        fixed (byte* from = write, into = read)
        {
            var messages = stackalloc I2cMessage[2];
            var count = 0u;
            if (write.Length > 0 || read.Length == 0)
            {
                messages[count++] = new I2cMessage { Address = address, Length = (ushort)write.Length, Buffer = (nint)from };
            }

            if (read.Length > 0)
            {
                messages[count++] = new I2cMessage { Address = address, Flags = I2cRead, Length = (ushort)read.Length, Buffer = (nint)into };
            }

            var transfer = new I2cTransfer { Messages = (nint)messages, Count = count };
            return IoControl(bus, I2cCombined, ref transfer);
        }
    }

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    private static partial int IoControl(FileDescriptor bus, nuint request, ref I2cTransfer transfer);

    [StructLayout(LayoutKind.Sequential)]
    internal struct I2cMessage
    {
        public ushort Address;
        public ushort Flags;
        public ushort Length;
        public nint Buffer;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct I2cTransfer
    {
        public nint Messages;
        public uint Count;
    }
}
