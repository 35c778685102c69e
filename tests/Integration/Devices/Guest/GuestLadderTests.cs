using System.Diagnostics;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>Every way in which an adapter fails, at once, on as many adapters, through the real kernel and with the real times.</summary>
[Collection("guest")]
public class GuestLadderTests
{
    private static readonly TimeSpan DetectionMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BrokenFor = TimeSpan.FromSeconds(35);

    [Fact]
    public async Task EveryFailureIsNoticedWithinHalfAMinuteAndOverWithinTwo()
    {
        Guest.Require();
        using var bluetoothd = new ManagementSocket();
        await using var unplugged = new GuardedAdapter("unplugged");
        await using var down = new GuardedAdapter("down");
        await using var rfkill = new GuardedAdapter("rfkill");
        await using var switchedOff = new GuardedAdapter("scan switched off");
        await using var hung = new GuardedAdapter("hung");
        await using var discovery = new GuardedAdapter("bluetoothd's discovery ended");
        await using var power = new GuardedAdapter("bluetoothd's power off");
        GuardedAdapter[] all = [unplugged, down, rfkill, switchedOff, hung, discovery, power];
        Watch(all, () => all.All(one => one.IsWorking), Guest.Soon * 2, "every adapter scans, advertises and hears");

        unplugged.Break(() => unplugged.Controller.Dispose());
        down.Break(() => GuestRadioTests.TakeDown(down.Controller.Name));
        rfkill.Break(() => Block(rfkill, blocked: true));
        switchedOff.Break(() => SwitchScanningOff(switchedOff.Controller.Name));
        hung.Break(() => hung.Controller.IsHung = true);
        discovery.Break(() =>
        {
            bluetoothd.Discover(discovery.Controller.Name, on: true);
            bluetoothd.Discover(discovery.Controller.Name, on: false);
        });
        power.Break(() => bluetoothd.Power(power.Controller.Name, on: false));

        // What nobody but a person can mend is mended after a while; the rest the gateway mends itself.
        Watch(all, () => false, BrokenFor, what: "");
        unplugged.Mend(unplugged.Replug);
        rfkill.Mend(() => Block(rfkill, blocked: false));
        hung.Mend(() => hung.Controller.IsHung = false);
        Watch(all, () => all.All(one => one.Recovered is not null), RecoveryMax, "every adapter hears again");
        Watch(all, () => all.All(one => one.IsWorking), Guest.Soon, "every adapter advertises again");

        foreach (var one in all)
        {
            TestContext.Current.SendDiagnosticMessage($"{one.Failure}: noticed after {one.Detected!.Value.TotalSeconds:0.0} s, over after {one.Recovered!.Value.TotalSeconds:0.0} s; {string.Join(" | ", one.Reports)}");
            Assert.InRange(one.Detected.Value, TimeSpan.Zero, DetectionMax);
            Assert.InRange(one.Recovered.Value, TimeSpan.Zero, RecoveryMax);
        }
    }

    private static void Watch(GuardedAdapter[] adapters, Func<bool> isDone, TimeSpan atMost, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!isDone())
        {
            if (Stopwatch.GetElapsedTime(since) > atMost)
            {
                var said = adapters.Select(one => $"{one.Failure}: scanning {one.Controller.IsScanning}, advertising {one.Controller.IsAdvertising}; {string.Join(" | ", one.Reports)}");
                Assert.True(what.Length == 0, $"still waiting until {what}{Environment.NewLine}{string.Join(Environment.NewLine, said)}");
                return;
            }

            foreach (var adapter in adapters) adapter.Look();
            Thread.Sleep(100); // The advertising interval of the beacon on the air.
        }
    }

    private static void Block(GuardedAdapter adapter, bool blocked)
    {
        var folder = Directory.EnumerateDirectories("/sys/class/rfkill").Single(one => File.ReadAllText(Path.Combine(one, "name")).Trim() == adapter.Controller.Name);
        File.WriteAllText(Path.Combine(folder, "soft"), blocked ? "1" : "0");
    }

    // What another program with a raw socket does.
    private static void SwitchScanningOff(string adapter)
    {
        using var another = new LinuxHardware().OpenRadio(adapter);
        another.Send(Convert.FromHexString("01422006000000000000"));
        another.Send(Convert.FromHexString("010C20020000"));
    }
}
