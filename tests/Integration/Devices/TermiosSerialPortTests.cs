using System.Diagnostics;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices;

/// <summary>The serial driver on the kernel's pseudo-terminals, whose line discipline is the one of a real UART.</summary>
public sealed class TermiosSerialPortTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly PseudoTerminal chip = PseudoTerminal.Open();
    private readonly LinuxHardware hardware = new();

    [Fact]
    public void EveryByteValuePassesUnchangedBothWays()
    {
        using var port = hardware.OpenSerialPort(chip.FarEnd, 115200);
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        port.Write(all);
        Assert.Equal(all, ReadAll(chip, all.Length));
        chip.Write(all);
        Assert.Equal(all, ReadAll(port, all.Length));
    }

    [Fact]
    public void ALineThatTheDaemonHoldsIsRefusedEvenToRootAndSaysWhatToDo()
    {
        using var held = hardware.OpenSerialPort(chip.FarEnd, 115200);

        var message = Assert.Throws<DeviceException>(() => hardware.OpenSerialPort(chip.FarEnd, 115200)).Message;

        Assert.Matches("(open gave EBUSY|flock gave EAGAIN); another program has it: .*systemctl stop edge-gateway", message);
    }

    [Fact]
    public void ASilentLineReturnsNothingAfterTheTimeout()
    {
        using var port = hardware.OpenSerialPort(chip.FarEnd, 115200);
        var since = Stopwatch.GetTimestamp();

        Assert.Equal(0, port.Read(new byte[16], TimeSpan.FromMilliseconds(50)));
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalMilliseconds, 49, 60_000);
    }

    [Fact]
    public void DiscardedInputIsNotRead()
    {
        using var port = hardware.OpenSerialPort(chip.FarEnd, 115200);
        chip.Write([1, 2, 3]);

        port.DiscardInput();

        Assert.Equal(0, port.Read(new byte[16], TimeSpan.Zero));
    }

    [Fact]
    public void AHungUpLineIsAnErrorAndNotAnEndlessEmptyRead()
    {
        using var port = hardware.OpenSerialPort(chip.FarEnd, 115200);
        chip.Dispose();

        var lost = Assert.Throws<DeviceException>(() => port.Read(new byte[16], Soon));
        Assert.Equal($"serial line {chip.FarEnd} is lost: read gave EIO; the other end hung up or was unplugged; check the cable, the gateway tries again by itself", lost.Message);
        Assert.Throws<DeviceException>(() => port.Write([1]));
    }

    [Fact]
    public void ALineThatTakesNothingIsReportedAndNotWaitedForEver()
    {
        using var port = hardware.OpenSerialPort(chip.FarEnd, 115200);

        var stuck = Assert.Throws<DeviceException>(() => port.Write(new byte[1 << 20]));
        Assert.Contains("ETIMEDOUT; the line takes no more bytes", stuck.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9600)]
    [InlineData(115200)]
    [InlineData(250000)] // no constant in termios: only termios2 can ask for it
    public void TheTerminalIsRawAtTheAskedRate(int baud)
    {
        using var witness = Libc.Open(chip.FarEnd, Libc.ReadWrite | Libc.NoControllingTerminal); // Before the port makes the line its own.
        using var port = hardware.OpenSerialPort(chip.FarEnd, baud);

        var termios = default(Libc.Termios2);
        Assert.Equal(0, Libc.IoControl(witness, Libc.TerminalGet, ref termios));
        Assert.Equal(((uint)baud, (uint)baud), (termios.InputBaud, termios.OutputBaud));
        Assert.Equal((0u, 0u, 0u), (termios.Input, termios.Output, termios.Local));
        Assert.Equal(Libc.EightBits, termios.Control & (Libc.BitsPerByteMask | Libc.ParityAndStopBits | Libc.HardwareFlowControl));
    }

    [Fact]
    public async Task ClosingWhileAnotherThreadReadsEndsThatReadWithoutHarm()
    {
        var port = hardware.OpenSerialPort(chip.FarEnd, 115200);
        using var isReading = new ManualResetEventSlim();
        var reading = Task.Run(() =>
        {
            isReading.Set();
            return port.Read(new byte[16], TimeSpan.FromMilliseconds(200));
        });

        isReading.Wait(Soon);
        port.Dispose();

        try
        {
            Assert.Equal(0, await reading);
        }
        catch (ObjectDisposedException)
        {
            Assert.True(reading.IsFaulted); // Closed before the read began, which is as good.
        }
    }

    public void Dispose() => chip.Dispose();

    private static byte[] ReadAll(ISerialPort from, int count)
    {
        var all = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = from.Read(all.AsSpan(read), Soon);
            Assert.NotEqual(0, more);
            read += more;
        }

        return all;
    }
}
