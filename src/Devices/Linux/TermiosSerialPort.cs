namespace EdgeGateway.Devices.Linux;

/// <summary>A serial line through termios: raw, 8N1, any baud rate, flow control by RTS and CTS where it is asked for, ours alone.</summary>
internal sealed class TermiosSerialPort : ISerialPort
{
    // At 9600 baud the kernel's 4 KiB are out in four seconds; a line that takes nothing for this long is dead.
    private static readonly TimeSpan WriteStallMax = TimeSpan.FromSeconds(5);

    private readonly FileDescriptor line;

    private TermiosSerialPort(string name, FileDescriptor line)
    {
        Name = name;
        this.line = line;
    }

    public string Name { get; }

    internal static TermiosSerialPort Open(string path, int baud, bool flowControl = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baud);
        var name = DevicePath.Of(path);
        var line = Libc.Open(name, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        try
        {
            if (line.IsInvalid) throw CannotOpen(name, "open");
            if (Libc.IoControl(line, Libc.TerminalExclusive, 0) < 0) throw CannotOpen(name, "TIOCEXCL");

            // Root is not kept out by TIOCEXCL; a lock on the file keeps the daemon and a technician's sudo apart.
            if (Libc.Lock(line, Libc.LockAloneOrFail) < 0) throw CannotOpen(name, "flock");
            MakeRaw(name, line, (uint)baud, flowControl);
            return new TermiosSerialPort(name, line);
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        if (buffer.IsEmpty || line.Wait(Libc.PollIn, timeout) == 0) return 0;

        var count = (int)Libc.Read(line, buffer);
        if (count > 0) return count;
        if (count < 0 && LinuxError.LastErrno is Errno.EAGAIN or Errno.EINTR) return 0;
        throw count == 0 ? LinuxError.From(Errno.EIO, "read", $"serial line {Name} is lost", Remedy) : Lost("read");
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = (int)Libc.Write(line, bytes);
            if (count < 0 && LinuxError.LastErrno is not (Errno.EAGAIN or Errno.EINTR)) throw Lost("write");
            if (count < 0 && line.Wait(Libc.PollOut, WriteStallMax) == 0) throw LinuxError.From(Errno.ETIMEDOUT, "write", $"serial line {Name} is lost", Remedy);
            bytes = bytes[Math.Max(0, count)..];
        }
    }

    public void DiscardInput()
    {
        if (Libc.IoControl(line, Libc.TerminalFlush, Libc.FlushInput) < 0) throw Lost("TCFLSH");
    }

    public void Dispose() => line.Dispose();

    private static void MakeRaw(string name, FileDescriptor line, uint baud, bool flowControl)
    {
        var termios = default(Libc.Termios2);
        if (Libc.IoControl(line, Libc.TerminalGet, ref termios) < 0) throw CannotOpen(name, "TCGETS2");

        // Nothing is translated, echoed, turned into signals or held back: all flags of input, output and line editing off.
        (termios.Input, termios.Output, termios.Local) = (0, 0, 0);
        termios.Control &= ~(Libc.BitsPerByteMask | Libc.ParityAndStopBits | Libc.HardwareFlowControl | Libc.BaudMask);
        termios.Control |= Libc.EightBits | Libc.ReceiverOn | Libc.BaudIsNumber | (flowControl ? Libc.HardwareFlowControl : 0);
        (termios.InputBaud, termios.OutputBaud) = (baud, baud);

        // With a minimum of one byte, an empty read means that the line has hung up and nothing else.
        (termios.Characters[Libc.MinimumBytes], termios.Characters[Libc.MinimumTime]) = (1, 0);
        if (Libc.IoControl(line, Libc.TerminalSetAndFlush, ref termios) < 0) throw CannotOpen(name, "TCSETSF2");
    }

    private static DeviceException CannotOpen(string name, string call) => LinuxError.Last(call, $"cannot open serial line {name}", Remedy);

    private DeviceException Lost(string call) => LinuxError.Last(call, $"serial line {Name} is lost", Remedy);

    private static string? Remedy(Errno errno) => errno switch
    {
        Errno.ENOENT => $"no such line, {DevicePath.Present("/dev", "tty[AU]*")}; switch the UART on with `enable_uart=1` in config.txt",
        Errno.EACCES or Errno.EPERM => "the service must be in group dialout and DeviceAllow the line: see systemd/edge-gateway.service",
        Errno.EBUSY or Errno.EAGAIN =>
            "another program has it: `fuser -v` names it; the gateway holds its sensors' lines until `systemctl stop edge-gateway`; a login console is taken away with `console=` in cmdline.txt",
        Errno.ENOTTY => "it is no serial line; correct its name",
        Errno.EINVAL => "the UART cannot do this baud rate; a PN532 speaks 115200",
        Errno.EIO or Errno.ENXIO or Errno.ENODEV => "the other end hung up or was unplugged; check the cable, the gateway tries again by itself",
        Errno.ETIMEDOUT => "the line takes no more bytes; check the cable and switch flow control off at the other end",
        _ => null,
    };
}
