using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="GpioCharDeviceOutput"/> on a real kernel's GPIO core.</summary>
[Collection("guest")]
public class GuestGpioOutputTests
{
    private readonly LinuxHardware hardware = new();

    [Fact]
    public void LineHasItsLevelFromTheFirstMomentAndIsAnInputAgainAfterwards()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        using (var output = hardware.OpenGpioOutput(new GpioLineAddress(chip.Name, 22), high: true))
        {
            Assert.True(chip.IsHigh(22));
            output.Set(high: false);
            Assert.False(chip.IsHigh(22));
        }

        chip.Pull(22, up: true);
        Assert.True(chip.IsHigh(22));
    }

    [Fact]
    public void LineInUseNamesItsUserAndALostChipIsAnError()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        using var output = hardware.OpenGpioOutput(new GpioLineAddress(chip.Name, 22), high: true);
        Assert.EndsWith(
            "line 22 is used by 'edge-gateway'; stop that program or take another line",
            Assert.Throws<DeviceException>(() => hardware.OpenGpioOutput(new GpioLineAddress(chip.Name, 22), high: true)).Message,
            StringComparison.Ordinal);
        chip.Remove();
        Assert.Contains("ENODEV", Assert.Throws<DeviceException>(() => output.Set(high: false)).Message, StringComparison.Ordinal);
    }
}
