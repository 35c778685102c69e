using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

/// <summary>
/// Every native call of the product, partial by device. All set errno; the caller checks on the next line. Structs and numbers are
/// those of 64-bit Linux (x86-64 and arm64 agree); tests/Unit/Devices holds their sizes against the kernel's.
/// </summary>
internal static partial class Libc
{
    internal const int ReadWrite = 0x2; // O_RDWR
    internal const int NoControllingTerminal = 0x100; // O_NOCTTY
    internal const int NonBlocking = 0x800; // O_NONBLOCK, SOCK_NONBLOCK
    internal const int CloseOnExec = 0x80000; // O_CLOEXEC, SOCK_CLOEXEC

    internal const short PollIn = 0x1;
    internal const short PollOut = 0x4;
    internal const short PollInvalid = 0x20; // POLLNVAL: not open
    internal const short PollFailed = 0x8 | 0x10 | 0x20; // POLLERR, POLLHUP, POLLNVAL: reported whether asked for or not

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial FileDescriptor Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(nint fd);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(ref PollFd fd, nuint count, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor fd, nuint request, nint argument);

    internal static nint Read(FileDescriptor fd, Span<byte> buffer) =>
        Read(fd, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);

    internal static nint Write(FileDescriptor fd, ReadOnlySpan<byte> bytes) =>
        Write(fd, ref MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(FileDescriptor fd, ref byte buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(FileDescriptor fd, ref byte bytes, nuint length);

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }
}
