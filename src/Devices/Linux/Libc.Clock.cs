using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

internal static partial class Libc
{
    internal const int ClockMonotonic = 1;
    internal const int ClockUnsynchronised = 0x40; // STA_UNSYNC
    internal const int ClockStateError = 5; // TIME_ERROR

    [LibraryImport(Library, EntryPoint = "clock_gettime", SetLastError = true)]
    internal static partial int GetTime(int clock, out Timespec time);

    [LibraryImport(Library, EntryPoint = "adjtimex", SetLastError = true)]
    internal static partial int AdjustTime(ref Timex timex);

    [StructLayout(LayoutKind.Sequential)]
    internal struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    // struct timex of sys/timex.h. With Modes zero nothing is set, so no privilege is needed.
    [StructLayout(LayoutKind.Explicit, Size = 208)]
    internal struct Timex
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(40)]
        public int Status;
    }
}
