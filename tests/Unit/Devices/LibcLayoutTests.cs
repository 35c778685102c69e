using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Unit.Devices;

/// <summary>
/// Sizes and offsets as `pahole` shows them for a 6.12 kernel. An ioctl number carries its struct's size in bits 16 to 29, so the numbers are
/// held against the structs as well.
/// </summary>
public class LibcLayoutTests
{
    [Fact]
    public void StructsAreAsLongAsTheKernels()
    {
        Assert.Equal(68, Unsafe.SizeOf<Libc.GpioChipInfo>());
        Assert.Equal(256, Unsafe.SizeOf<Libc.GpioLineInfo>());
        Assert.Equal(592, Unsafe.SizeOf<Libc.GpioLineRequest>());
        Assert.Equal(24, Unsafe.SizeOf<Libc.GpioAttribute>());
        Assert.Equal(16, Unsafe.SizeOf<Libc.GpioLineValues>());
        Assert.Equal(48, Unsafe.SizeOf<Libc.GpioLineEvent>());
        Assert.Equal(24, Unsafe.SizeOf<Libc.InputEvent>());
        Assert.Equal(96, Unsafe.SizeOf<Libc.InputKeys>());
        Assert.Equal(6, Unsafe.SizeOf<Libc.HciAddress>());
        Assert.Equal(16, Unsafe.SizeOf<Libc.HciFilter>());
        Assert.Equal(92, Unsafe.SizeOf<Libc.HciDeviceInfo>());
        Assert.Equal(16, Unsafe.SizeOf<Libc.I2cMessage>());
        Assert.Equal(16, Unsafe.SizeOf<Libc.I2cTransfer>());
        Assert.Equal(32, Unsafe.SizeOf<Libc.SpiTransfer>());
        Assert.Equal(44, Unsafe.SizeOf<Libc.Termios2>());
        Assert.Equal(208, Unsafe.SizeOf<Libc.Timex>());
        Assert.Equal(16, Unsafe.SizeOf<Libc.Timespec>());
        Assert.Equal(8, Unsafe.SizeOf<Libc.PollFd>());
    }

    [Fact]
    public void FieldsLieWhereTheKernelLooks()
    {
        Assert.Equal(8, (int)Marshal.OffsetOf<Libc.I2cMessage>(nameof(Libc.I2cMessage.Buffer)));
        Assert.Equal(36, (int)Marshal.OffsetOf<Libc.Termios2>(nameof(Libc.Termios2.InputBaud)));
        Assert.Equal(12, (int)Marshal.OffsetOf<Libc.HciFilter>(nameof(Libc.HciFilter.Opcode)));
        Assert.Equal(64, (int)Marshal.OffsetOf<Libc.GpioChipInfo>(nameof(Libc.GpioChipInfo.Lines)));
        Assert.Equal(16, (int)Marshal.OffsetOf<Libc.GpioAttribute>(nameof(Libc.GpioAttribute.LineMask)));
    }

    [Fact]
    public void IoctlNumbersCarryTheirStructsSize()
    {
        Assert.Equal(Unsafe.SizeOf<Libc.GpioChipInfo>(), SizeIn(Libc.GpioGetChipInfo));
        Assert.Equal(Unsafe.SizeOf<Libc.GpioLineInfo>(), SizeIn(Libc.GpioGetLineInfo));
        Assert.Equal(Unsafe.SizeOf<Libc.GpioLineRequest>(), SizeIn(Libc.GpioGetLine));
        Assert.Equal(Unsafe.SizeOf<Libc.GpioLineValues>(), SizeIn(Libc.GpioGetValues));
        Assert.Equal(Unsafe.SizeOf<Libc.GpioLineValues>(), SizeIn(Libc.GpioSetValues));
        Assert.Equal(Unsafe.SizeOf<Libc.Termios2>(), SizeIn(Libc.TerminalGet));
        Assert.Equal(Unsafe.SizeOf<Libc.Termios2>(), SizeIn(Libc.TerminalSetAndFlush));
    }

    private static int SizeIn(nuint ioctl) => (int)(ioctl >> 16) & 0x3FFF;
}
