using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeGateway.Devices.Linux;

// GPIO character device uAPI v2: include/uapi/linux/gpio.h.
internal static partial class Libc
{
    internal const nuint GpioGetChipInfo = 0x8044_B401; // GPIO_GET_CHIPINFO_IOCTL
    internal const nuint GpioGetLineInfo = 0xC100_B405; // GPIO_V2_GET_LINEINFO_IOCTL
    internal const nuint GpioGetLine = 0xC250_B407; // GPIO_V2_GET_LINE_IOCTL
    internal const nuint GpioGetValues = 0xC010_B40E; // GPIO_V2_LINE_GET_VALUES_IOCTL
    internal const nuint GpioSetValues = 0xC010_B40F; // GPIO_V2_LINE_SET_VALUES_IOCTL

    internal const int GpioLinesMax = 64; // GPIO_V2_LINES_MAX
    internal const uint GpioRisingEdge = 1; // GPIO_V2_LINE_EVENT_RISING_EDGE: inactive to active
    internal const uint GpioOutputValues = 2; // GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES
    internal const uint GpioDebounce = 3; // GPIO_V2_LINE_ATTR_ID_DEBOUNCE

    [Flags]
    internal enum GpioFlags : ulong
    {
        None = 0,
        ActiveLow = 1 << 1,
        Input = 1 << 2,
        Output = 1 << 3,
        EdgeRising = 1 << 4,
        EdgeFalling = 1 << 5,
        BiasPullUp = 1 << 8,
        BiasPullDown = 1 << 9,
        BiasDisabled = 1 << 10,
    }

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor chip, nuint request, ref GpioChipInfo info);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor chip, nuint request, ref GpioLineInfo info);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor chip, nuint request, ref GpioLineRequest lines);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    internal static partial int IoControl(FileDescriptor lines, nuint request, ref GpioLineValues values);

    [InlineArray(32)]
    internal struct GpioName
    {
        private byte first;
    }

    [InlineArray(GpioLinesMax)]
    internal struct GpioOffsets
    {
        private uint first;
    }

    [InlineArray(10)]
    internal struct GpioAttributes
    {
        private GpioAttribute first;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct GpioChipInfo
    {
        public GpioName Name;
        public GpioName Label;
        public uint Lines;
    }

    // struct gpio_v2_line_config_attribute with its gpio_v2_line_attribute unfolded.
    [StructLayout(LayoutKind.Sequential)]
    internal struct GpioAttribute
    {
        public uint Id;
        public uint Padding;
        public ulong Value; // the union's u32 debounce_period_us lies in the low half on little-endian machines
        public ulong LineMask;
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct GpioLineInfo
    {
        [FieldOffset(0)]
        public GpioName Name;

        [FieldOffset(32)]
        public GpioName Consumer;

        [FieldOffset(64)]
        public uint Offset;
    }

    [StructLayout(LayoutKind.Explicit, Size = 592)]
    internal struct GpioLineRequest
    {
        [FieldOffset(0)]
        public GpioOffsets Offsets;

        [FieldOffset(256)]
        public GpioName Consumer;

        [FieldOffset(288)]
        public GpioFlags Flags;

        [FieldOffset(296)]
        public uint AttributeCount;

        [FieldOffset(320)]
        public GpioAttributes Attributes;

        [FieldOffset(560)]
        public uint LineCount;

        [FieldOffset(564)]
        public uint EventBufferSize;

        [FieldOffset(588)]
        public int Fd;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct GpioLineValues
    {
        public ulong Bits;
        public ulong Mask;
    }

    [StructLayout(LayoutKind.Explicit, Size = 48)]
    internal struct GpioLineEvent
    {
        [FieldOffset(0)]
        public ulong TimestampNanoseconds;

        [FieldOffset(8)]
        public uint Id;

        [FieldOffset(12)]
        public uint Offset;

        [FieldOffset(16)]
        public uint Sequence;

        [FieldOffset(20)]
        public uint LineSequence;
    }
}
