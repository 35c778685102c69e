using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class SimulatedSpiBusTests
{
    private readonly SimulatedHardware hardware = new(new SimulatedClock { WaitsPassTime = true });

    [Fact]
    public void ChipTakesWhatIsWrittenAndFillsWhatIsRead()
    {
        var chip = hardware.AddSpiBus("spidev0.0");
        chip.Chip = (write, read) => read.Fill((byte)(write[0] + 1));
        using var bus = hardware.OpenSpiBus("/dev/spidev0.0", 1_000_000);
        var read = new byte[3];
        bus.Transfer([0x41], read);
        Assert.Equal([0x42, 0x42, 0x42], read);
    }

    [Fact]
    public void WithoutAChipTheLineIsHigh()
    {
        hardware.AddSpiBus("spidev0.0");
        using var bus = hardware.OpenSpiBus("spidev0.0", 1_000_000);
        var read = new byte[2];
        bus.Transfer([0x02], read);
        Assert.Equal([0xFF, 0xFF], read);
    }

    [Fact]
    public void BusThatIsGoneFailsUntilItIsBack()
    {
        var chip = hardware.AddSpiBus("spidev0.0");
        using var bus = hardware.OpenSpiBus("spidev0.0", 1_000_000);
        chip.IsGone = true;
        Assert.Throws<DeviceException>(() => bus.Transfer([1], []));
        Assert.Throws<DeviceException>(() => hardware.OpenSpiBus("spidev0.0", 1_000_000));
        chip.IsGone = false;
        bus.Transfer([1], []);
        Assert.Contains("has no SPI bus spidev1.0", Assert.Throws<DeviceException>(() => hardware.OpenSpiBus("spidev1.0", 1)).Message, StringComparison.Ordinal);
    }
}
