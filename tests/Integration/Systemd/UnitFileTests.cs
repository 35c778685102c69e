using System.ComponentModel;
using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Systemd;

/// <summary>The files in systemd/, judged by systemd's own tools.</summary>
public sealed class UnitFileTests : IDisposable
{
    // systemd-analyze counts in tenths: 0 is best, 100 worst; an unhardened service has 96.
    private const int ExposureMax = 30;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("edge-gateway-units-");

    public static TheoryData<string> Units => ["edge-gateway.service", "profile-hub.service"];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Units))]
    public void SystemdUnderstandsEveryLine(string unit)
    {
        var (code, said) = Run("systemd-analyze", "verify", "--man=no", CopyWithProgram(unit));

        Assert.True(code == 0 && said.Length == 0, said);
    }

    [Theory]
    [MemberData(nameof(Units))]
    public void TheServiceIsWellConfined(string unit)
    {
        var (code, said) = Run("systemd-analyze", "security", "--offline=yes", "--no-pager", $"--threshold={ExposureMax}", CopyWithProgram(unit));

        Assert.True(code == 0, said);
    }

    [Fact]
    public void AWatchdogThatNobodyFeedsIsNoticed()
    {
        var broken = File.ReadAllText(PathOf("edge-gateway.service")).Replace("WatchdogSec=30", "WatchdogSeconds=30", StringComparison.Ordinal);
        var path = Path.Combine(folder.FullName, "edge-gateway.service");
        File.WriteAllText(path, broken.Replace("/usr/lib/edge-gateway/edge-gateway", "/bin/true", StringComparison.Ordinal));

        Assert.Contains("WatchdogSeconds", Run("systemd-analyze", "verify", "--man=no", path).Said, StringComparison.Ordinal);
    }

    [Fact]
    public void TheUserAndItsFoldersAreMade()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "etc"));
        var (code, said) = Run("systemd-sysusers", $"--root={folder.FullName}", PathOf("sysusers.d/edge-gateway.conf"));

        Assert.True(code == 0, said);
        Assert.Contains("edge-gateway:", File.ReadAllText(Path.Combine(folder.FullName, "etc/passwd")), StringComparison.Ordinal);
        foreach (var group in new[] { "gpio", "i2c", "spi", "dialout" })
        {
            Assert.Matches($"(?m)^{group}:.*:edge-gateway$", File.ReadAllText(Path.Combine(folder.FullName, "etc/group")));
        }
    }

    // The program is not installed where the tests run; everything else stands as it will.
    private string CopyWithProgram(string unit)
    {
        var name = Path.GetFileNameWithoutExtension(unit);
        var text = File.ReadAllText(PathOf(unit));
        Assert.Contains($"ExecStart=/usr/lib/{name}/{name} ", text, StringComparison.Ordinal);
        var path = Path.Combine(folder.FullName, unit);
        File.WriteAllText(path, text.Replace($"/usr/lib/{name}/{name}", "/bin/true", StringComparison.Ordinal));
        return path;
    }

    private static string PathOf(string file)
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            if (File.Exists(Path.Combine(up.FullName, "EdgeGateway.sln")))
            {
                return Path.Combine(up.FullName, "systemd", file);
            }
        }

        throw new InvalidOperationException($"no EdgeGateway.sln above {AppContext.BaseDirectory}");
    }

    private static (int Code, string Said) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, said + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian package systemd)");
            throw;
        }
    }
}
