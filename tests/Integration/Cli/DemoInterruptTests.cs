using System.Diagnostics;
using System.Globalization;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>
/// Ctrl-C as it comes to the demo: in its first moments, to the hub and the gateway as well, and although a script started it with SIGINT
/// ignored, as scripts do with what they put into the background.
/// </summary>
public sealed class DemoInterruptTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("edgegateway-interrupt-").FullName;
    private readonly CancellationTokenSource late = new(Patience);

    [Theory]
    [InlineData("profile-hub", "INT")]
    [InlineData("edge-gateway", "INT")]
    [InlineData("profile-hub", "TERM")]
    [InlineData("edge-gateway", "HUP")]
    public async Task SignalInTheFirstMomentsLeavesNothingBehind(string asSoonAsThereIs, string signal)
    {
        using var demo = StartDeaf();
        var output = demo.StandardOutput.ReadToEndAsync(late.Token);
        var error = demo.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await UntilAsync(() => demo.HasExited || Programs(asSoonAsThereIs).Any());
            // To the whole group, as a terminal does.
            Kill(signal, -demo.Id);
            await demo.WaitForExitAsync(late.Token);

            Assert.True(demo.ExitCode == 0, $"ended with {demo.ExitCode}: {await output}{await error}");
            Assert.Contains("nothing is left behind", await output, StringComparison.Ordinal);
            Assert.Empty(Programs(""));
            Assert.Empty(Directory.GetDirectories(folder, "edgegateway-demo-*"));
        }
        finally
        {
            foreach (var left in Programs(""))
            {
                Kill("KILL", left);
            }
        }
    }

    public void Dispose()
    {
        late.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // The demo keeps its files in the folder for temporary ones, so its programs are known by it.
    private Process StartDeaf()
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", "trap '' INT; exec \"$0\" demo --speed 20 </dev/null", Path.Combine(AppContext.BaseDirectory, "edgectl")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = folder;
        return Process.Start(start)!;
    }

    private IEnumerable<int> Programs(string name) =>
        from place in Directory.GetDirectories("/proc")
        where int.TryParse(Path.GetFileName(place), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let line = CommandLine(place)
        where line.Contains(folder, StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal)
        select int.Parse(Path.GetFileName(place), CultureInfo.InvariantCulture);

    private static string CommandLine(string place)
    {
        try
        {
            return File.ReadAllText(Path.Combine(place, "cmdline"));
        }
        catch (IOException)
        {
            // It has ended since the folder was listed.
            return "";
        }
    }

    private static void Kill(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(LookEvery, late.Token); // another program's start gives no event
        }
    }
}
