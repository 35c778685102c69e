using System.Runtime.InteropServices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>Takes capabilities from the calling thread (and no other) until it is disposed.</summary>
internal sealed class Privilege : IDisposable
{
    internal const int NetAdmin = 12; // CAP_NET_ADMIN
    internal const int NetRaw = 13; // CAP_NET_RAW

    private readonly Sets[] before = new Sets[2]; // 64 capabilities, 32 at a time

    private Privilege(params int[] capabilities)
    {
        var header = Header.OfThisThread;
        if (GetCapabilities(ref header, before) < 0) throw LinuxError.Last("capget", "cannot ask for privileges", _ => null);
        var less = before.ToArray();
        foreach (var capability in capabilities) less[0].Effective &= ~(1u << capability);
        Set(less);
    }

    internal static Privilege Without(params int[] capabilities) => new(capabilities);

    public void Dispose() => Set(before);

    private static void Set(Sets[] sets)
    {
        var header = Header.OfThisThread;
        if (SetCapabilities(ref header, sets) < 0) throw LinuxError.Last("capset", "cannot change privileges", _ => null);
    }

    [DllImport("libc", EntryPoint = "capget", SetLastError = true)]
    private static extern int GetCapabilities(ref Header header, [Out] Sets[] sets);

    [DllImport("libc", EntryPoint = "capset", SetLastError = true)]
    private static extern int SetCapabilities(ref Header header, [In] Sets[] sets);

    private struct Header
    {
        public uint Version;
        public int Thread;

        internal static Header OfThisThread => new() { Version = 0x2008_0522 }; // _LINUX_CAPABILITY_VERSION_3
    }

    [StructLayout(LayoutKind.Explicit, Size = 12)]
    private struct Sets
    {
        [FieldOffset(0)]
        public uint Effective; // and, after it, permitted and inheritable, which stay as they are
    }
}
