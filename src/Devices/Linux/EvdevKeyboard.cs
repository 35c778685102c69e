using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

/// <summary>A keyboard through evdev, grabbed, so that what it types reaches no console and no other program.</summary>
internal sealed class EvdevKeyboard : IKeyboard
{
    // A code of 64 characters in capitals is 500 events; the kernel itself keeps some 64 for a keyboard and says when it dropped any.
    private const int EventsReadMax = 64;
    private const int KeyEnter = 28;
    private const int KeyOne = 2;

    private readonly FileDescriptor input;
    private readonly Libc.InputEvent[] read = new Libc.InputEvent[EventsReadMax];
    private int next;
    private int count;
    private bool isResynchronising;

    internal EvdevKeyboard(string name, FileDescriptor input)
    {
        Name = name;
        this.input = input;
    }

    public string Name { get; }

    internal static EvdevKeyboard Open(string path)
    {
        var tried = $"cannot open keyboard {path}";
        var input = Libc.Open(path, Libc.NonBlocking | Libc.CloseOnExec);
        try
        {
            if (input.IsInvalid) throw LinuxError.Last("open", tried, Remedy);
            var keys = default(Libc.InputKeys);
            if (Libc.IoControl(input, Libc.InputGetKeys, ref keys) < 0) throw LinuxError.Last("EVIOCGBIT", tried, Remedy);
            if (!Has(keys, KeyEnter) || !Has(keys, KeyOne))
            {
                throw new DeviceException($"{tried}: it has no digits or no Enter, so it is no scanner; a scanner has several devices, name the one that ends in -event-kbd");
            }

            var clock = Libc.ClockMonotonic;
            if (Libc.IoControl(input, Libc.InputSetClock, ref clock) < 0) throw LinuxError.Last("EVIOCSCLOCKID", tried, Remedy);
            if (Libc.IoControl(input, Libc.InputGrab, 1) < 0) throw LinuxError.Last("EVIOCGRAB", tried, Remedy);
            return new EvdevKeyboard(path, input);
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    public bool WaitForKey(TimeSpan timeout, out KeyStroke key)
    {
        // A key that nobody lets go of is repeated by the kernel, for ever: events that are no strokes must not make a wait longer.
        var since = Stopwatch.GetTimestamp();
        for (var left = timeout; ; left = timeout - Stopwatch.GetElapsedTime(since))
        {
            while (next < count)
            {
                if (IsStroke(read[next++], out key)) return true;
            }

            key = default;
            if (left < TimeSpan.Zero || input.Wait(Libc.PollIn, left) == 0 || !ReadEvents()) return false;
        }
    }

    // Closing the file lets go of the grab.
    public void Dispose() => input.Dispose();

    private bool ReadEvents()
    {
        // An unplugged device makes poll return at once, for ever; only reading tells, and only throwing ends the loop.
        (next, count) = (0, 0);
        var bytes = (int)Libc.Read(input, MemoryMarshal.AsBytes(read.AsSpan()));
        if (bytes < 0 && LinuxError.LastErrno is Errno.EINTR or Errno.EAGAIN) return false;
        if (bytes <= 0) throw LinuxError.From(bytes < 0 ? LinuxError.LastErrno : Errno.ENODEV, "read", $"keyboard {Name} is lost", Remedy);
        count = bytes / Unsafe.SizeOf<Libc.InputEvent>();
        return true;
    }

    private bool IsStroke(in Libc.InputEvent one, out KeyStroke key)
    {
        var at = LinuxClock.FromNanoseconds(one.Seconds, one.Microseconds * 1000);
        key = new KeyStroke(at, one.Code, one.Value == Libc.KeyDown);
        if (one.Type == Libc.InputSynchronise)
        {
            // After SYN_DROPPED everything up to the next SYN_REPORT is to be ignored (Documentation/input/event-codes.rst).
            var wasDropped = one.Code == Libc.InputDropped;
            isResynchronising = wasDropped || (isResynchronising && one.Code != Libc.InputReport);
            key = new KeyStroke(at, KeyStroke.Lost, IsDown: true);
            return wasDropped;
        }

        return one.Type == Libc.InputKey && !isResynchronising && one.Value is Libc.KeyUp or Libc.KeyDown && one.Code != KeyStroke.Lost;
    }

    private static bool Has(in Libc.InputKeys keys, int key) => (keys[key / 8] >> (key % 8) & 1) != 0;

    private static string? Remedy(Errno errno) => errno switch
    {
        Errno.ENOENT => $"no such device, {DevicePath.Present("/dev/input/by-id", "*-event-kbd")}; plug the scanner in, set it to keyboard mode and name its path there",
        Errno.EACCES or Errno.EPERM => "the service must be in group input and DeviceAllow=char-input: see systemd/edge-gateway.service",
        Errno.EBUSY => "another program has grabbed the scanner: `fuser -v` names it; stop that program",
        Errno.ENOTTY or Errno.EINVAL => "it is no event device; name one under /dev/input/by-id",
        Errno.ENODEV or Errno.EIO => "the scanner was unplugged or has no power; check its cable, the gateway tries again by itself",
        _ => null,
    };
}
