using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="SpiDevBus"/> on a real kernel's SPI core.</summary>
[Collection("guest")]
public class GuestSpiTests
{
    private readonly LinuxHardware hardware = new();

    [Fact]
    public void WriteThenReadIsOneMessageInModeZero()
    {
        Guest.Require();
        var heard = new List<string>();
        using var chip = new SpiUserSim((write, read) =>
        {
            heard.Add(Convert.ToHexStringLower(write));
            for (var i = 0; i < read.Length; i++) read[i] = (byte)(write[0] + i);
        });
        using var bus = hardware.OpenSpiBus("spidev0.0", 1_000_000);
        var read = new byte[3];

        bus.Transfer([0x40], read);
        bus.Transfer([1, 2, 3], []);

        Assert.Equal([0x40, 0x41, 0x42], read);
        Assert.Equal(["40", "010203"], heard);
        Assert.Equal((1_000_000u, (ushort)0), chip.Settings);
    }

    [Fact]
    public void NobodyOnTheLineReadsAsOnes()
    {
        Guest.Require();
        using var bus = hardware.OpenSpiBus("spidev0.0", 1_000_000);
        var read = new byte[2];
        bus.Transfer([0x02], read);
        Assert.Equal([0xFF, 0xFF], read);
    }

    [Fact]
    public void BusInUseIsRefused()
    {
        Guest.Require();
        using var bus = hardware.OpenSpiBus("spidev0.0", 1_000_000);
        Assert.Contains("flock gave EAGAIN; another program has it", Assert.Throws<DeviceException>(() => hardware.OpenSpiBus("spidev0.0", 1_000_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DriverThatIsTakenAwayIsAnErrorUntilItIsBack()
    {
        Guest.Require();
        using (var bus = hardware.OpenSpiBus("spidev0.0", 1_000_000))
        {
            SpiUserSim.Unbind();
            for (var i = 0; i < 2; i++)
            {
                Assert.Contains("gave ESHUTDOWN; its driver was taken away", Assert.Throws<DeviceException>(() => bus.Transfer([2], new byte[1])).Message, StringComparison.Ordinal);
            }

            Assert.Contains("gave ENOENT; no such bus, there is none", Assert.Throws<DeviceException>(() => hardware.OpenSpiBus("spidev0.0", 1_000_000)).Message, StringComparison.Ordinal);
        }

        SpiUserSim.Bind();
        using var again = hardware.OpenSpiBus("spidev0.0", 1_000_000);
        again.Transfer([2], new byte[1]);
    }
}
