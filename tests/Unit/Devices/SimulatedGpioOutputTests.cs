using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class SimulatedGpioOutputTests
{
    private readonly SimulatedHardware hardware = new(new SimulatedClock { WaitsPassTime = true });
    private readonly SimulatedGpioChip chip;
    private readonly List<(int, bool)> driven = [];

    public SimulatedGpioOutputTests()
    {
        chip = hardware.AddGpioChip("gpiochip0");
        chip.Driven = (line, high) => driven.Add((line, high));
    }

    [Fact]
    public void LineHasItsLevelFromTheFirstMoment()
    {
        using var output = hardware.OpenGpioOutput(new GpioLineAddress("/dev/gpiochip0", 22), high: true);
        output.Set(high: false);
        Assert.Equal([(22, true), (22, false)], driven);
        Assert.Equal("gpiochip0:22", output.Name);
    }

    [Fact]
    public void LineInUseIsRefusedAndFreeAfterwards()
    {
        using (hardware.OpenGpioOutput(new GpioLineAddress("gpiochip0", 22), high: true))
        {
            Assert.Contains("EBUSY", Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings("gpiochip0", [22]))).Message, StringComparison.Ordinal);
        }

        using var again = hardware.OpenGpioOutput(new GpioLineAddress("gpiochip0", 22), high: false);
        chip.Unplug();
        Assert.Throws<DeviceException>(() => again.Set(high: true));
    }

    [Theory]
    [InlineData("gpiochip0:22", "gpiochip0", 22)]
    [InlineData("/dev/gpiochip4:5", "/dev/gpiochip4", 5)]
    public void AddressIsChipAndNumber(string text, string chipName, int offset) =>
        Assert.Equal(new GpioLineAddress(chipName, offset), GpioLineAddress.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("22")]
    [InlineData(":22")]
    [InlineData("gpiochip0:")]
    [InlineData("gpiochip0:-1")]
    [InlineData("gpiochip0:x")]
    public void AnythingElseIsNoAddress(string text) => Assert.Null(GpioLineAddress.TryParse(text));
}
