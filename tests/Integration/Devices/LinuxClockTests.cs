using System.Globalization;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices;

public class LinuxClockTests
{
    private readonly LinuxClock clock = new();

    [Fact]
    public void SinceBootLiesBetweenTwoReadingsOfProcUptime()
    {
        // /proc/uptime counts suspended time as well, which a machine that runs tests does not have.
        var before = Uptime();
        var now = clock.SinceBoot;
        var after = Uptime();

        Assert.InRange(now, before - TimeSpan.FromMilliseconds(20), after + TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void BootIdIsTheKernels() =>
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), clock.BootId.ToString());

    [Fact]
    public void AskingForSynchronisationNeedsNoPrivilege() => Assert.Null(Record.Exception(() => clock.IsSynchronised));

    private static TimeSpan Uptime() =>
        TimeSpan.FromSeconds(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture));
}
