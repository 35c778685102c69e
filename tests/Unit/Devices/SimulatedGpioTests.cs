using EdgeGateway.Devices;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class SimulatedGpioTests
{
    private static readonly GpioLinesSettings Door = new("gpiochip0", [17, 27]);

    private readonly SimulatedHardware hardware = new(new SimulatedClock { WaitsPassTime = true });
    private readonly SimulatedGpioChip chip;

    public SimulatedGpioTests() => chip = hardware.AddGpioChip("gpiochip0");

    [Fact]
    public void EdgesOfBothLinesComeInOneStreamInTheirOrder()
    {
        using var lines = hardware.OpenGpioLines(Door);
        chip.Set(27, true, TimeSpan.FromMilliseconds(10));
        chip.Set(27, true, TimeSpan.FromMilliseconds(11)); // no change, no edge
        chip.Set(17, true, TimeSpan.FromMilliseconds(12));
        chip.Set(5, true, TimeSpan.FromMilliseconds(13)); // not requested

        Assert.True(lines.WaitForEdge(TimeSpan.Zero, out var first));
        Assert.True(lines.WaitForEdge(TimeSpan.Zero, out var second));
        Assert.False(lines.WaitForEdge(TimeSpan.FromSeconds(1), out _));
        Assert.Equal(new GpioEdge(TimeSpan.FromMilliseconds(10), 27, true, 1), first);
        Assert.Equal(new GpioEdge(TimeSpan.FromMilliseconds(12), 17, true, 2), second);
        Assert.True(lines.IsActive(17));
    }

    [Fact]
    public void AnOverrunLeavesAHoleInTheSequence()
    {
        using var lines = hardware.OpenGpioLines(Door);
        for (var i = 0; i < 300; i++) chip.Set(17, i % 2 == 0, TimeSpan.FromMilliseconds(i));

        Assert.True(lines.WaitForEdge(TimeSpan.Zero, out var oldest));
        Assert.Equal(300u - 256 + 1, oldest.Sequence);
    }

    [Fact]
    public void ALineIsRequestedOnceOnly()
    {
        using var lines = hardware.OpenGpioLines(Door);

        Assert.Contains("EBUSY; line 27", Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings("/dev/gpiochip0", [27]))).Message, StringComparison.Ordinal);
        lines.Dispose();
        hardware.OpenGpioLines(Door).Dispose();
    }

    [Fact]
    public void ARemovedChipFailsUntilItIsRequestedAgain()
    {
        using var lines = hardware.OpenGpioLines(Door);
        chip.Unplug();

        Assert.Throws<DeviceException>(() => lines.WaitForEdge(TimeSpan.Zero, out _));
        Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(Door));
        chip.Plug();
        Assert.Throws<DeviceException>(() => lines.IsActive(17));
        using var again = hardware.OpenGpioLines(Door);
        Assert.False(again.WaitForEdge(TimeSpan.Zero, out _));
    }

    [Fact]
    public void ALineThatTheChipDoesNotHaveIsNamed() =>
        Assert.Contains("lines 0 to 27, not 28", Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings("gpiochip0", [28]))).Message, StringComparison.Ordinal);
}
