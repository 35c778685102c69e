using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

/// <summary>
/// An open file of the kernel. Closing it while another thread is inside a call waits for that call, so a number is never reused
/// under a reader's feet.
/// </summary>
internal sealed class FileDescriptor : SafeHandle
{
    public FileDescriptor()
        : base(invalidHandleValue: -1, ownsHandle: true)
    {
    }

    internal FileDescriptor(int fd)
        : this() => SetHandle(fd);

    public override bool IsInvalid => (int)handle < 0;

    /// <summary>Waits for one of <paramref name="events"/> or trouble; returns what came, 0 when the timeout passed.</summary>
    internal short Wait(short events, TimeSpan timeout)
    {
        var since = Stopwatch.GetTimestamp();
        var isHeld = false;
        try
        {
            DangerousAddRef(ref isHeld);
            while (true)
            {
                var left = timeout - Stopwatch.GetElapsedTime(since);
                var poll = new Libc.PollFd { Fd = (int)handle, Events = events };
                var ready = Libc.Poll(ref poll, 1, Math.Max(0, (int)Math.Ceiling(left.TotalMilliseconds)));
                if (ready >= 0) return poll.Returned;
                if (LinuxError.LastErrno != Errno.EINTR) throw LinuxError.Last("poll", "cannot wait for a device", _ => null);
            }
        }
        finally
        {
            if (isHeld) DangerousRelease();
        }
    }

    protected override bool ReleaseHandle() => Libc.Close(handle) == 0;
}
