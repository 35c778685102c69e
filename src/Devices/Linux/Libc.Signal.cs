using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

internal static partial class Libc
{
    internal const int Interrupt = 2; // SIGINT
    internal const nint DefaultAction = 0; // SIG_DFL
    internal const nint SignalError = -1; // SIG_ERR

    [LibraryImport(Library, EntryPoint = "signal", SetLastError = true)]
    internal static partial nint SetSignal(int signal, nint action);
}
