using System.Globalization;
using System.Runtime.CompilerServices;

namespace EdgeGateway.Devices.Linux;

/// <summary>
/// A Bluetooth controller through a raw HCI socket: every advertisement with its RSSI, beside bluetoothd. The kernel stamps these
/// packets with the time of day only, so they are stamped here, on arrival, with the clock that never jumps.
/// </summary>
internal sealed class HciRadio : IRadio
{
    // Over 9 000 reports (hardware/virtual-pi counts them): four seconds of a stalled gateway at 2 000 a second.
    private const int ReceiveBufferBytes = 4 * 1024 * 1024;

    // H4 event packets only, and of those: command complete 0x0E, command status 0x0F, hardware error 0x10, LE meta 0x3E.
    private const uint EventPackets = 1u << 0x04;
    private const uint EventsLow = (1u << 0x0E) | (1u << 0x0F) | (1u << 0x10);
    private const uint EventsHigh = 1u << (0x3E - 32);

    private readonly FileDescriptor socket;
    private readonly LinuxClock clock;
    private readonly ushort device;

    private HciRadio(string name, ushort device, FileDescriptor socket, LinuxClock clock)
    {
        Name = name;
        this.device = device;
        this.socket = socket;
        this.clock = clock;
    }

    public string Name { get; }

    public long PacketsLost
    {
        get
        {
            Span<uint> memory = stackalloc uint[Libc.DropsInMemoryInfo + 1];
            var length = (uint)memory.Length * sizeof(uint);
            if (Libc.GetOption(socket, Libc.SocketLevel, Libc.MemoryInfo, memory, ref length) < 0) throw Failed("getsockopt(SO_MEMINFO)");
            return memory[Libc.DropsInMemoryInfo];
        }
    }

    internal static HciRadio Open(string name, LinuxClock clock)
    {
        if (!TryParse(name, out var device)) throw new DeviceException($"'{name}' is no radio; write hci0, hci1 … or the path of a btsnoop capture");

        var socket = Libc.Socket(Libc.BluetoothFamily, Libc.RawSocket | Libc.CloseOnExec | Libc.NonBlocking, Libc.HciProtocol);
        var radio = new HciRadio(name, device, socket, clock);
        try
        {
            if (socket.IsInvalid) throw radio.CannotOpen("socket(AF_BLUETOOTH)");
            radio.BringUp();
            radio.Bind();
            radio.FilterEvents();
            radio.EnlargeBuffer();
            return radio;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    internal static bool TryParse(string name, out ushort device)
    {
        device = 0;
        return name.StartsWith("hci", StringComparison.Ordinal)
            && ushort.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out device);
    }

    public int Receive(Span<byte> packet, TimeSpan timeout, out TimeSpan at)
    {
        var length = TryRead(packet, out var errno); // First without poll: under load that halves the calls.
        if (errno == Errno.EAGAIN && socket.Wait(Libc.PollIn, timeout) != 0) length = TryRead(packet, out errno);

        at = clock.SinceBoot;
        if (length > 0) return length;
        if (errno is Errno.EAGAIN or Errno.EINTR) return 0;
        throw LinuxError.From(length == 0 ? Errno.EPIPE : errno, "read", $"radio {Name} is lost", Remedy);
    }

    // The error is kept here, because reading the clock is a native call as well and has an error number of its own.
    private int TryRead(Span<byte> packet, out Errno errno)
    {
        var length = (int)Libc.Read(socket, packet);
        errno = length < 0 ? LinuxError.LastErrno : default;
        return length;
    }

    public void Send(ReadOnlySpan<byte> command)
    {
        if (Libc.Write(socket, command) != command.Length) throw Failed("write of a command");
    }

    public void Reset()
    {
        if (Libc.IoControl(socket, Libc.HciDeviceDown, device) < 0 && LinuxError.LastErrno != Errno.EALREADY) throw Failed("HCIDEVDOWN");
        if (Libc.IoControl(socket, Libc.HciDeviceUp, device) < 0 && LinuxError.LastErrno != Errno.EALREADY) throw Failed("HCIDEVUP");
    }

    public void Dispose() => socket.Dispose();

    private void BringUp()
    {
        if (Libc.IoControl(socket, Libc.HciDeviceUp, device) == 0) return;

        var errno = LinuxError.LastErrno;
        if (errno == Errno.EALREADY) return; // Up already, which is what was wanted.
        if (errno == Errno.EPERM && IsUp()) return; // Listening to an adapter that is up needs CAP_NET_RAW only.
        throw LinuxError.From(errno, "HCIDEVUP", $"cannot open radio {Name}", error => error == Errno.EPERM
            ? "the adapter is down and bringing it up needs CAP_NET_ADMIN: see systemd/edge-gateway.service, or `bluetoothctl power on`"
            : Remedy(error));
    }

    private bool IsUp()
    {
        var info = new Libc.HciDeviceInfo { Device = device };
        if (Libc.IoControl(socket, Libc.HciGetDeviceInfo, ref info) < 0) throw CannotOpen("HCIGETDEVINFO");
        return (info.Flags & 1) != 0;
    }

    private void Bind()
    {
        var address = new Libc.HciAddress { Family = Libc.BluetoothFamily, Device = device };
        if (Libc.Bind(socket, ref address, (uint)Unsafe.SizeOf<Libc.HciAddress>()) < 0) throw CannotOpen("bind");
    }

    private void FilterEvents()
    {
        var filter = new Libc.HciFilter { PacketTypes = EventPackets, EventsLow = EventsLow, EventsHigh = EventsHigh };
        var length = (uint)Unsafe.SizeOf<Libc.HciFilter>();
        if (Libc.SetOption(socket, Libc.HciLevel, Libc.HciFilterOption, ref filter, length) < 0) throw CannotOpen("setsockopt(HCI_FILTER)");

        // Without CAP_NET_RAW the kernel accepts the filter but quietly takes LE events out of it: deaf without an error.
        if (Libc.GetOption(socket, Libc.HciLevel, Libc.HciFilterOption, ref filter, ref length) < 0) throw CannotOpen("getsockopt(HCI_FILTER)");
        if (filter.EventsHigh != EventsHigh) throw LinuxError.From(Errno.EPERM, "setsockopt(HCI_FILTER)", $"cannot open radio {Name}", Remedy);
    }

    private void EnlargeBuffer()
    {
        var bytes = ReceiveBufferBytes;
        if (Libc.SetOption(socket, Libc.SocketLevel, Libc.ReceiveBufferForce, ref bytes, sizeof(int)) == 0) return;
        if (Libc.SetOption(socket, Libc.SocketLevel, Libc.ReceiveBuffer, ref bytes, sizeof(int)) < 0) throw CannotOpen("setsockopt(SO_RCVBUF)");
    }

    private DeviceException CannotOpen(string call) => LinuxError.Last(call, $"cannot open radio {Name}", Remedy);

    private DeviceException Failed(string call) => LinuxError.Last(call, $"radio {Name} is lost", Remedy);

    private static string? Remedy(Errno errno) => errno switch
    {
        Errno.EPERM or Errno.EACCES => "the service needs CAP_NET_RAW: see systemd/edge-gateway.service",
        Errno.EAFNOSUPPORT or Errno.EPROTONOSUPPORT => "this kernel has no Bluetooth: `modprobe bluetooth`, and no `dtoverlay=disable-bt` in config.txt",
        Errno.ENODEV => $"no such adapter, {DevicePath.Present("/sys/class/bluetooth", "hci*")}; plug it in or correct the radio's name",
        Errno.ERFKILL => "radio is switched off by rfkill: `rfkill unblock bluetooth`",
        Errno.ETIMEDOUT => "the controller does not answer; power-cycle it (unplug the dongle, or reboot for the built-in one)",
        Errno.EPIPE or Errno.EBADFD => "the adapter was unplugged; plug it in again, the gateway then goes on by itself",
        Errno.ENETDOWN or Errno.EHOSTDOWN => "the adapter was taken down; `bluetoothctl power on`, or let the gateway reset it with CAP_NET_ADMIN",
        _ => null,
    };
}
