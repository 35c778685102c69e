namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>A chip of the kernel's gpio-sim module: its lines are pulled up and down through sysfs.</summary>
internal sealed class GpioSimChip : IDisposable
{
    private const string Configuration = "/sys/kernel/config/gpio-sim/door";

    private readonly string folder;
    private bool isLive;

    internal GpioSimChip()
    {
        Directory.CreateDirectory(Configuration);
        Directory.CreateDirectory(Configuration + "/bank0");
        File.WriteAllText(Configuration + "/bank0/num_lines", "28");
        File.WriteAllText(Configuration + "/bank0/label", "pinctrl-bcm2835");
        File.WriteAllText(Configuration + "/live", "1");
        isLive = true;
        Name = File.ReadAllText(Configuration + "/bank0/chip_name").Trim();
        folder = $"/sys/devices/platform/{File.ReadAllText(Configuration + "/dev_name").Trim()}/{Name}";
    }

    internal string Name { get; }

    /// <summary>Drives a line from outside, as a sensor's output would.</summary>
    internal void Pull(int line, bool up) => File.WriteAllText($"{folder}/sim_gpio{line}/pull", up ? "pull-up" : "pull-down");

    /// <summary>The level that somebody drives or pulls it to.</summary>
    internal bool IsHigh(int line) => File.ReadAllText($"{folder}/sim_gpio{line}/value").Trim() == "1";

    internal void Remove()
    {
        if (isLive) File.WriteAllText(Configuration + "/live", "0");
        isLive = false;
    }

    public void Dispose()
    {
        Remove();
        Directory.Delete(Configuration + "/bank0");
        Directory.Delete(Configuration);
    }
}
