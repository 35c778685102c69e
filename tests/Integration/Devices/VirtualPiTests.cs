using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Devices;

/// <summary>Starts the tests in Guest/ inside the virtual Pi: a Linux 6.12 kernel with Bluetooth, GPIO, I2C and UARTs, under QEMU.</summary>
public class VirtualPiTests
{
    [Fact]
    public async Task DriversPassOnARealKernel()
    {
        var folder = Path.Combine(RepositoryRoot(), "hardware", "virtual-pi");
        Assert.SkipUnless(File.Exists("/usr/bin/qemu-system-x86_64"), "apt-get install qemu-system-x86, then run hardware/virtual-pi/build");
        var where = await Run(Path.Combine(folder, "build"), "--where");
        var isBuilt = where.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line => File.Exists(line.Split('=')[1]));
        Assert.SkipUnless(isBuilt, "the virtual Pi's kernel is not built: run hardware/virtual-pi/build");

        // Every "guest" test runs, none is skipped, and the console says what failed.
        var (exitCode, output) = await Run(
            Path.Combine(folder, "run"), AppContext.BaseDirectory, "env", "EDGEGATEWAY_VIRTUAL_PI=guest",
            "dotnet", "EdgeGateway.Tests.Integration.dll", "-namespace", "EdgeGateway.Tests.Integration.Devices.Guest", "-noLogo", "-noColor", "-diagnostics");
        Assert.True(exitCode == 0, output);
        Assert.Matches("Total: [1-9][0-9]*, Errors: 0, Failed: 0, Skipped: 0", output);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
    }

    private static async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeGateway.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("not inside the repository");
    }
}
