using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

// Bluetooth HCI sockets: include/net/bluetooth/hci_sock.h.
internal static partial class Libc
{
    internal const int BluetoothFamily = 31; // AF_BLUETOOTH
    internal const int RawSocket = 3; // SOCK_RAW
    internal const int HciProtocol = 1; // BTPROTO_HCI
    internal const nuint HciDeviceUp = 0x4004_48C9; // HCIDEVUP
    internal const nuint HciDeviceDown = 0x4004_48CA; // HCIDEVDOWN
    internal const nuint HciGetDeviceInfo = 0x8004_48D3; // HCIGETDEVINFO
    internal const int HciLevel = 0; // SOL_HCI
    internal const int HciFilterOption = 2; // HCI_FILTER
    internal const int SocketLevel = 1; // SOL_SOCKET
    internal const int ReceiveBuffer = 8; // SO_RCVBUF
    internal const int ReceiveBufferForce = 33; // SO_RCVBUFFORCE: may exceed net.core.rmem_max, needs CAP_NET_ADMIN
    internal const int MemoryInfo = 55; // SO_MEMINFO
    internal const int DropsInMemoryInfo = 8; // SK_MEMINFO_DROPS

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    internal static partial FileDescriptor Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    internal static partial int Bind(FileDescriptor socket, ref HciAddress address, uint length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetOption(FileDescriptor socket, int level, int name, ref HciFilter filter, uint length);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    internal static partial int GetOption(FileDescriptor socket, int level, int name, ref HciFilter filter, ref uint length);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetOption(FileDescriptor socket, int level, int name, ref int value, uint length);

    internal static int GetOption(FileDescriptor socket, int level, int name, Span<uint> values, ref uint length) =>
        GetOption(socket, level, name, ref MemoryMarshal.GetReference(values), ref length);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor socket, nuint request, ref HciDeviceInfo info);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(FileDescriptor socket, int level, int name, ref uint values, ref uint length);

    [StructLayout(LayoutKind.Sequential)]
    internal struct HciAddress
    {
        public ushort Family;
        public ushort Device;
        public ushort Channel; // HCI_CHANNEL_RAW is 0: reads beside bluetoothd instead of in place of it
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct HciFilter
    {
        public uint PacketTypes;
        public uint EventsLow;
        public uint EventsHigh;
        public ushort Opcode;
    }

    [StructLayout(LayoutKind.Explicit, Size = 92)]
    internal struct HciDeviceInfo
    {
        [FieldOffset(0)]
        public ushort Device;

        [FieldOffset(16)]
        public uint Flags; // bit 0 is HCI_UP
    }
}
