using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

/// <summary>Turns a failed native call into the sentence a technician can act on.</summary>
internal static class LinuxError
{
    internal static Errno LastErrno => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>For example "cannot open serial line /dev/ttyAMA0: open gave ENOENT; …".</summary>
    /// <param name="call">The call that has just failed.</param>
    /// <param name="tried">What it was for, from the technician's side: "cannot open radio hci0".</param>
    /// <param name="remedy">The driver's own advice for an error; null where the general one is as good.</param>
    internal static DeviceException Last(string call, string tried, Func<Errno, string?> remedy) => From(LastErrno, call, tried, remedy);

    internal static DeviceException From(Errno errno, string call, string tried, Func<Errno, string?> remedy) =>
        new($"{tried}: {call} gave {Name(errno)}; {remedy(errno) ?? General(errno)}");

    private static string Name(Errno errno) => Enum.IsDefined(errno) ? errno.ToString() : $"errno {(int)errno} ({Marshal.GetPInvokeErrorMessage((int)errno)})";

    private static string General(Errno errno) => errno switch
    {
        Errno.EPERM or Errno.EACCES => "the service may not use it: see DeviceAllow and capabilities in systemd/edge-gateway.service",
        Errno.EMFILE => "too many files are open: raise LimitNOFILE in systemd/edge-gateway.service",
        Errno.ENOMEM => "the machine is out of memory: see `free -m`",
        Errno.ENODEV or Errno.ENXIO or Errno.EIO => "the device is gone or does not answer: check its cable and power",
        _ => "see `dmesg | tail` for the kernel's side of it",
    };
}
