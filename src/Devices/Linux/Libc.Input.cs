using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

// Event devices: include/uapi/linux/input.h and input-event-codes.h.
internal static partial class Libc
{
    internal const nuint InputGrab = 0x4004_4590; // EVIOCGRAB; the argument is the value itself
    internal const nuint InputSetClock = 0x4004_45A0; // EVIOCSCLOCKID
    internal const nuint InputGetKeys = 0x8060_4521; // EVIOCGBIT(EV_KEY, 96)

    internal const ushort InputSynchronise = 0; // EV_SYN
    internal const ushort InputKey = 1; // EV_KEY
    internal const ushort InputReport = 0; // SYN_REPORT
    internal const ushort InputDropped = 3; // SYN_DROPPED
    internal const int KeyUp = 0;
    internal const int KeyDown = 1; // 2 is the kernel's own repetition of a key that is held

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor input, nuint request, ref InputKeys keys);

    /// <summary>One bit for each of the KEY_CNT (0x300) keys.</summary>
    [System.Runtime.CompilerServices.InlineArray(96)]
    internal struct InputKeys
    {
        private byte first;
    }

    // struct input_event of 64-bit machines.
    [StructLayout(LayoutKind.Sequential)]
    internal struct InputEvent
    {
        public long Seconds;
        public long Microseconds;
        public ushort Type;
        public ushort Code;
        public int Value;
    }
}
