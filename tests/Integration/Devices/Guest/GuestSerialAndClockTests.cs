using EdgeGateway.Devices.Linux;

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
    public void AClockThatNobodySetIsNotSynchronised()
    {
        Guest.Require();
        Assert.False(hardware.Clock.IsSynchronised);
    }
}
