using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary><see cref="GpioCharDeviceLines"/> on a real kernel's GPIO core.</summary>
[Collection("guest")]
public class GuestGpioTests
{
    private readonly LinuxHardware hardware = new();

    [Fact]
    public void EdgesCarryTheKernelsTimeTheirLineAndOneSequence()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        chip.Pull(17, up: true);
        chip.Pull(27, up: true);
        using var lines = hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [17, 27]) { ActiveLow = true, Debounce = TimeSpan.Zero });
        Assert.Equal((false, false), (lines.IsActive(17), lines.IsActive(27)));

        var before = hardware.Clock.SinceBoot;
        chip.Pull(17, up: false);
        chip.Pull(27, up: false);
        Thread.Sleep(20); // Two edges of one line need the kernel's interrupt thread between them; edges of two lines do not.
        chip.Pull(17, up: true);
        var edges = Read(lines, 3);
        var after = hardware.Clock.SinceBoot;

        Assert.Equal([(17, true, 1u), (27, true, 2u), (17, false, 3u)], edges.Select(edge => (edge.Offset, edge.IsActive, edge.Sequence)));
        Assert.All(edges, edge => Assert.InRange(edge.At, before, after));
        Assert.Equal(edges.Order(Comparer<GpioEdge>.Create((a, b) => a.At.CompareTo(b.At))), edges);
        Assert.Equal((false, true), (lines.IsActive(17), lines.IsActive(27)));
        Assert.False(lines.WaitForEdge(TimeSpan.FromMilliseconds(50), out _));
    }

    [Fact]
    public void ABouncingContactIsOneEdge()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        using var lines = hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [17]) { Debounce = TimeSpan.FromMilliseconds(200) });

        for (var i = 0; i < 9; i++) chip.Pull(17, up: i % 2 == 0); // The ninth leaves it up.

        Assert.Equal([true], Read(lines, 1).Select(edge => edge.IsActive));
        Assert.False(lines.WaitForEdge(TimeSpan.FromMilliseconds(400), out _));
    }

    [Fact]
    public void ABurstThatOverrunsTheKernelsBufferLeavesAHole()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        using var lines = hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [17]) { Debounce = TimeSpan.Zero });

        for (var i = 0; i < 600; i++)
        {
            chip.Pull(17, up: i % 2 == 0);
            Thread.Sleep(1); // The kernel's interrupt thread needs its turn, or it melts many edges into one before numbering them.
        }

        var edges = new List<GpioEdge>();
        while (lines.WaitForEdge(TimeSpan.FromMilliseconds(100), out var edge)) edges.Add(edge);
        Assert.InRange(edges.Count, 1, 256);
        Assert.True(edges[0].Sequence > 1, "no edge was dropped");
        Assert.Equal(edges[0].Sequence + edges.Count - 1, edges[^1].Sequence);
    }

    [Fact]
    public void ALineInUseNamesItsUser()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        using var lines = hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [17]));

        var refused = Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [27, 17])));
        Assert.Equal(
            $"cannot open GPIO lines {chip.Name}:27,17: GPIO_V2_GET_LINE gave EBUSY; line 17 is used by 'edge-gateway'; stop that program or take another line",
            refused.Message);
    }

    [Fact]
    public void ALineThatTheChipDoesNotHaveIsNamed()
    {
        Guest.Require();
        using var chip = new GpioSimChip();

        var refused = Assert.Throws<DeviceException>(() => hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [17, 40])));
        Assert.Equal($"cannot open GPIO lines {chip.Name}:17,40: the chip has lines 0 to 27, not 40; use the BCM number, see `gpioinfo`", refused.Message);
    }

    [Fact]
    public void ARemovedChipIsAnErrorAndNotABusyLoop()
    {
        Guest.Require();
        using var chip = new GpioSimChip();
        using var lines = hardware.OpenGpioLines(new GpioLinesSettings(chip.Name, [17]));
        chip.Remove();

        for (var i = 0; i < 2; i++)
        {
            var lost = Assert.Throws<DeviceException>(() => lines.WaitForEdge(Guest.Soon, out _));
            Assert.Equal($"GPIO lines {chip.Name}:17 are lost: read gave ENODEV; the chip was removed; the gateway tries again by itself once it is back", lost.Message);
        }
    }

    private static List<GpioEdge> Read(IGpioLines lines, int count)
    {
        var edges = new List<GpioEdge>();
        while (edges.Count < count)
        {
            Assert.True(lines.WaitForEdge(Guest.Soon, out var edge), $"only {edges.Count} of {count} edges came");
            edges.Add(edge);
        }

        return edges;
    }
}
