using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

// include/uapi/asm-generic/termbits.h and ioctls.h; x86-64 and arm64 use the generic numbers.
internal static partial class Libc
{
    internal const nuint TerminalGet = 0x802C_542A; // TCGETS2
    internal const nuint TerminalSetAndFlush = 0x402C_542D; // TCSETSF2
    internal const nuint TerminalExclusive = 0x540C; // TIOCEXCL
    internal const int LockAloneOrFail = 2 | 4; // LOCK_EX, LOCK_NB
    internal const nuint TerminalFlush = 0x540B; // TCFLSH
    internal const nint FlushInput = 0; // TCIFLUSH
    internal const nuint PtyGetNumber = 0x8004_5430; // TIOCGPTN
    internal const nuint PtySetLock = 0x4004_5431; // TIOCSPTLCK

    internal const uint BitsPerByteMask = 0x30; // CSIZE
    internal const uint EightBits = 0x30; // CS8
    internal const uint ParityAndStopBits = 0x100 | 0x40; // PARENB, CSTOPB
    internal const uint HardwareFlowControl = 0x8000_0000; // CRTSCTS
    internal const uint ReceiverOn = 0x80 | 0x800; // CREAD, CLOCAL
    internal const uint BaudMask = 0x100F_100F; // CBAUD and CIBAUD
    internal const uint BaudIsNumber = 0x1000; // BOTHER: c_ispeed and c_ospeed hold the rate itself
    internal const int MinimumBytes = 6; // VMIN
    internal const int MinimumTime = 5; // VTIME

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor line, nuint request, ref Termios2 termios);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor line, nuint request, ref int value);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(FileDescriptor line, int operation);

    [InlineArray(19)]
    internal struct ControlCharacters
    {
        private byte first;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct Termios2
    {
        public uint Input;
        public uint Output;
        public uint Control;
        public uint Local;
        public byte Discipline;
        public ControlCharacters Characters;
        public uint InputBaud;
        public uint OutputBaud;
    }
}
