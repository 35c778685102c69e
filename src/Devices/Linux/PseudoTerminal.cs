using System.Globalization;

namespace EdgeGateway.Devices.Linux;

/// <summary>
/// A serial line whose far end is this process: a simulated chip behind it serves any program that opens <see cref="FarEnd"/>,
/// for example libnfc.
/// </summary>
internal sealed class PseudoTerminal : ISerialPort
{
    // A line discipline holds 4 KiB; a program that reads nothing for this long has ended.
    private static readonly TimeSpan WriteStallMax = TimeSpan.FromSeconds(5);

    private readonly FileDescriptor master;
    private readonly FileDescriptor keepOpen;

    private PseudoTerminal(FileDescriptor master, FileDescriptor keepOpen, string farEnd)
    {
        this.master = master;
        this.keepOpen = keepOpen;
        FarEnd = farEnd;
    }

    public string Name => $"pseudo-terminal {FarEnd}";

    /// <summary>The device file to open, for example <c>/dev/pts/3</c>.</summary>
    public string FarEnd { get; }

    internal static PseudoTerminal Open()
    {
        var master = Libc.Open("/dev/ptmx", Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        if (master.IsInvalid) throw Failed("open(/dev/ptmx)");

        var (number, unlock) = (0, 0);
        if (Libc.IoControl(master, Libc.PtySetLock, ref unlock) < 0) throw Failed("TIOCSPTLCK");
        if (Libc.IoControl(master, Libc.PtyGetNumber, ref number) < 0) throw Failed("TIOCGPTN");

        // As long as one descriptor of the far end is open, programs may come and go without this end seeing a hang-up.
        var farEnd = "/dev/pts/" + number.ToString(CultureInfo.InvariantCulture);
        var keepOpen = Libc.Open(farEnd, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec);
        if (keepOpen.IsInvalid) throw Failed($"open({farEnd})");
        return new PseudoTerminal(master, keepOpen, farEnd);
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        if (buffer.IsEmpty || master.Wait(Libc.PollIn, timeout) == 0) return 0;

        var count = (int)Libc.Read(master, buffer);
        if (count < 0 && LinuxError.LastErrno is not (Errno.EAGAIN or Errno.EINTR)) throw Failed("read");
        return Math.Max(0, count);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = (int)Libc.Write(master, bytes);
            if (count < 0 && LinuxError.LastErrno is not (Errno.EAGAIN or Errno.EINTR)) throw Failed("write");
            if (count < 0 && master.Wait(Libc.PollOut, WriteStallMax) == 0) throw LinuxError.From(Errno.ETIMEDOUT, "write", $"nobody reads {FarEnd}", _ => null);
            bytes = bytes[Math.Max(0, count)..];
        }
    }

    public void DiscardInput()
    {
        if (Libc.IoControl(master, Libc.TerminalFlush, Libc.FlushInput) < 0) throw Failed("TCFLSH");
    }

    public void Dispose()
    {
        keepOpen.Dispose();
        master.Dispose();
    }

    private static DeviceException Failed(string call) => LinuxError.Last(call, "cannot use a pseudo-terminal", _ => null);
}
