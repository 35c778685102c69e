using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Benchmarks.Daemon;

/// <summary>The real edge-gateway as a process, on a simulated store.</summary>
internal sealed partial class DaemonProcess : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<TimeSpan> firstEvent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DaemonProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>From the process's start to its first durable event, as it says itself, by the kernel's start time (10 ms steps).</summary>
    public Task<TimeSpan> FirstEvent => firstEvent.Task;

    public double ResidentMegabytes => double.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    /// <param name="program">The program; empty for the one built beside the benchmarks.</param>
    public static DaemonProcess Start(string program, string folder, string script, int brokerPort)
    {
        var start = new ProcessStartInfo(program.Length > 0 ? program : Path.Combine(AppContext.BaseDirectory, "edge-gateway")) { RedirectStandardOutput = true };
        string[] arguments =
        [
            "--simulate", script,
            "--set", $"outbox.path={Path.Combine(folder, "outbox.db")}",
            "--set", $"control.socket={Path.Combine(folder, "control.sock")}",
            "--set", string.Create(CultureInfo.InvariantCulture, $"uplink.servers=[\"mqtt://127.0.0.1:{brokerPort}\"]"),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new DaemonProcess(start);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    [GeneratedRegex("first event on disk (\\d+) ms")]
    private static partial Regex FirstOnDisk();

    private void Note(string? line)
    {
        if (line is not null && FirstOnDisk().Match(line) is { Success: true } said)
        {
            firstEvent.TrySetResult(TimeSpan.FromMilliseconds(int.Parse(said.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));
        }
    }
}
