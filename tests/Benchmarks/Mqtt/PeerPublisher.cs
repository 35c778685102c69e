using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>Another client in a program of its own, which prints <c>msg/s=N</c> and perhaps <c>cpu_s/100k=N</c> and <c>alloc_B/msg=N</c>.</summary>
internal sealed partial record PeerPublisher(string Name, string Command)
{
    /// <summary>From <c>NAME=COMMAND {port} {count} {window}</c>.</summary>
    public static PeerPublisher Parse(string option) => option.Split('=', 2) is [var name, var command]
        ? new PeerPublisher(name, command)
        : throw new ArgumentException($"--peer '{option}' is not NAME=COMMAND; the command may use {{port}}, {{count}} and {{window}}.");

    public async Task<PublishRun> RunAsync(PublishWork work, CancellationToken stopping)
    {
        var line = Command
            .Replace("{port}", work.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{count}", work.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{window}", work.Window.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(stopping);
        await process.WaitForExitAsync(stopping);
        return new PublishRun(
            Find(output, Speed()) ?? throw new InvalidOperationException($"{Name} printed no msg/s: {output}"),
            Find(output, Cpu()) ?? double.NaN,
            Find(output, Allocated()));
    }

    private static double? Find(string output, Regex figure) =>
        figure.Match(output) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"msg/s=([\d.]+)")]
    private static partial Regex Speed();

    [GeneratedRegex(@"cpu_s/100k=([\d.]+)")]
    private static partial Regex Cpu();

    [GeneratedRegex(@"alloc_B/msg=([\d.]+)")]
    private static partial Regex Allocated();
}
