using System.Diagnostics;
using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="I2cDevBus"/> on a real kernel's I2C core.</summary>
[Collection("guest")]
public class GuestI2cTests
{
    private readonly LinuxHardware hardware = new();

    [Fact]
    public void WriteThenReadIsOneTransfer()
    {
        Guest.Require();
        using var chips = new I2cUserSim();
        using var bus = hardware.OpenI2cBus("i2c-1");
        var read = new byte[3];

        bus.Transfer(0x29, [0x10, 0xEA, 0xCC, 0x42], []);
        bus.Transfer(0x29, [0x10], read);

        Assert.Equal([0xEA, 0xCC, 0x42], read);
        bus.Transfer(0x29, [], read.AsSpan(0, 1)); // Reads on from where the pointer is.
        Assert.Equal(0, read[0]);
    }

    [Fact]
    public void NobodyAtAnAddressIsNoAcknowledgement()
    {
        Guest.Require();
        using var chips = new I2cUserSim();
        using var bus = hardware.OpenI2cBus("i2c-1");

        var missing = Assert.Throws<DeviceException>(() => bus.Transfer(0x30, [0], []));
        Assert.Equal("no transfer with 0x30 on i2c-1: I2C_RDWR gave EREMOTEIO; no acknowledgement: check the sensor's power, wiring and address with `i2cdetect -y`", missing.Message);
        bus.Transfer(0x29, [0], []);
    }

    [Fact]
    public void AChipThatHoldsTheClockIsAStuckBus()
    {
        Guest.Require();
        using var chips = new I2cUserSim();
        using var bus = hardware.OpenI2cBus("i2c-1");
        var since = Stopwatch.GetTimestamp();

        var stuck = Assert.Throws<DeviceException>(() => bus.Transfer(0x2A, [0], []));
        Assert.Contains("gave ETIMEDOUT; the bus is stuck", stuck.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(since).TotalSeconds, 0.9, 60);
        bus.Transfer(0x29, [0], []);
    }

    [Fact]
    public void WithoutAnyChipEveryTransferFailsAtOnce()
    {
        Guest.Require();
        using var bus = hardware.OpenI2cBus("/dev/i2c-1");

        Assert.Contains("EREMOTEIO", Assert.Throws<DeviceException>(() => bus.Transfer(0x29, [0], [])).Message, StringComparison.Ordinal);
    }
}
