using EdgeGateway.Devices.Linux;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Codes;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="TermiosSerialPort"/> on UARTs (ttyS1 is wired to ttyS2), and <see cref="LinuxClock"/> without a network.</summary>
[Collection("guest")]
public class GuestSerialAndClockTests
{
    private readonly LinuxHardware hardware = new();

    [Theory]
    [InlineData(115200)]
    [InlineData(9600)]
    public void EveryByteValuePassesUnchangedOverAUart(int baud)
    {
        Guest.Require();
        using var near = hardware.OpenSerialPort("/dev/ttyS1", baud);
        using var far = hardware.OpenSerialPort("ttyS2", baud);
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        near.Write(all);

        var read = new byte[all.Length];
        for (var count = 0; count < read.Length;)
        {
            var more = far.Read(read.AsSpan(count), Guest.Soon);
            Assert.NotEqual(0, more);
            count += more;
        }

        Assert.Equal(all, read);
    }

    [Fact]
    public void ACodeThatAScannerSendsOverAUartIsOneScan()
    {
        Guest.Require();
        var options = new CodeScannerOptions { Name = "till", Port = "/dev/ttyS1", Pattern = "29[0-9]{11}", CheckDigit = CheckDigit.Gs1 };
        var enrolment = new Enrolment(new PrivacyOptions(), [new ProgrammeOptions { Name = "club", CodePrefixes = ["29"] }]);
        var (queue, scanner) = (new SightingQueue(waitingMax: 16), new CodeScanner(options, hardware, enrolment));
        using var stopping = new CancellationTokenSource(Guest.Soon);
        using var far = hardware.OpenSerialPort("/dev/ttyS2", options.Baud);
        var running = new Thread(() => scanner.Run(queue, stopping.Token));
        running.Start();
        Guest.WaitUntil(() => queue.Reader.TryRead(out var report) && report is SensorReport { Condition: SensorCondition.Working }, "the scanner is open");

        far.Write("4006381333931\r\n2912345678906\r\n"u8);

        CodeScan? scan = null;
        Guest.WaitUntil(() => queue.Reader.TryRead(out var sighting) && (scan = sighting as CodeScan) is not null, "a code is scanned");
        stopping.Cancel();
        running.Join();
        Assert.Equal(new Identifier("code", "club", "2912345678906"), scan!.Identifier);
        Assert.Equal(1, scanner.OtherCodes);
    }

    [Fact]
    public void ARadioOnAUartScansAndAdvertises()
    {
        Guest.Require();
        using var far = hardware.OpenSerialPort("/dev/ttyS2", 115200);
        H4PseudoTerminalTests.Check(hardware, far, "h4:/dev/ttyS1:115200", Guest.Soon * 3);
    }

    [Fact]
    public void AClockThatNobodySetIsNotSynchronised()
    {
        Guest.Require();
        Assert.False(hardware.Clock.IsSynchronised);
    }
}
