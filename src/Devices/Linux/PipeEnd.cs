namespace EdgeGateway.Devices.Linux;

/// <summary>The other end of a pipe or socket that this process writes into.</summary>
public static class PipeEnd
{
    /// <summary>Returns when nobody reads <paramref name="fd"/> any more; for a file never. False when it is not open.</summary>
    /// <exception cref="DeviceException">The kernel refuses.</exception>
    public static bool WaitUntilClosed(int fd)
    {
        while (true)
        {
            // Asked for nothing, the kernel reports only that the other end has gone.
            var poll = new Libc.PollFd { Fd = fd };
            var ready = Libc.Poll(ref poll, 1, -1);
            if (ready < 0 && LinuxError.LastErrno != Errno.EINTR) throw LinuxError.Last("poll", "cannot watch a pipe", _ => null);
            if (ready > 0) return (poll.Returned & Libc.PollInvalid) == 0;
        }
    }
}
