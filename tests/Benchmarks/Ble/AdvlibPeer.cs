using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>advlib (reelyActive, MIT) on node, installed with npm into artifacts/ for this run.</summary>
internal sealed class AdvlibPeer
{
    private readonly string folder;
    private readonly string script;
    private readonly string input;

    private AdvlibPeer(string folder, string script, string input) => (this.folder, this.script, this.input) = (folder, script, input);

    /// <summary>The kinds it identified in its last run.</summary>
    public IReadOnlyList<string> Known { get; private set; } = [];

    public static async Task<AdvlibPeer> PrepareAsync(IReadOnlyList<(FrameKind Kind, byte[] Data)> mix, CancellationToken stopping)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EdgeGateway.sln"))) root = root.Parent ?? throw new DirectoryNotFoundException("run it inside the repository");

        var folder = Directory.CreateDirectory(Path.Combine(root.FullName, "artifacts", "benchmarks", "advlib")).FullName;
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "advlib-ble")))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{\"private\":true}", stopping);
            await RunAsync(folder, "npm", ["install", "--silent", "advlib-ble@1.4.2", "advlib-ble-services@1.7.0", "advlib-ble-manufacturers@1.14.0"], "", stopping);
        }

        var script = Path.Combine(root.FullName, "tests", "Benchmarks", "Ble", "advlib.cjs");
        return new AdvlibPeer(folder, script, string.Concat(mix.Select(one => $"{one.Kind} {Convert.ToHexString(one.Data)}\n")));
    }

    /// <summary>One round in a fresh process, warmed up; advertisements per second.</summary>
    public async Task<double> RunAsync(int seconds, CancellationToken stopping)
    {
        using var answer = JsonDocument.Parse(await RunAsync(folder, "node", [script, seconds.ToString(CultureInfo.InvariantCulture)], input, stopping));
        Known = [.. answer.RootElement.GetProperty("known").EnumerateArray().Select(kind => kind.GetString()!)];
        return answer.RootElement.GetProperty("perSecond").GetDouble();
    }

    private static async Task<string> RunAsync(string folder, string program, IReadOnlyList<string> arguments, string input, CancellationToken stopping)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Encoding.ASCII,
        };
        start.Environment["NODE_PATH"] = Path.Combine(folder, "node_modules");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.AsMemory(), stopping);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(stopping);
        await process.WaitForExitAsync(stopping);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
