using System.Collections.Concurrent;
using System.Diagnostics;

namespace EdgeGateway.Tests.Lab.Chain;

/// <summary>A program that is started, killed and started again with the same arguments; its last words are kept.</summary>
internal sealed class ChainProgram(string name, string file, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private const int LinesMax = 200;

    private readonly ConcurrentQueue<string> lines = new();
    private readonly Dictionary<string, int> counts = [];
    private Process? process;

    /// <summary>One of the repository's own programs, built beside this one: artifacts/bin/{project}/{configuration}/{name}.dll.</summary>
    public static ChainProgram Own(string project, string name, params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var dll = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, name + ".dll");
        return new ChainProgram(name, "dotnet", [dll, .. arguments]);
    }

    public string LastWords => $"{name}: {string.Join(" | ", lines.TakeLast(25))}";

    /// <summary>How many lines with this text it has said, over all its lives.</summary>
    public int LinesWith(string text)
    {
        lock (counts)
        {
            return counts.GetValueOrDefault(text);
        }
    }

    /// <summary>Lines with this text will be counted.</summary>
    public void Count(string text) => counts[text] = 0;

    public void Start()
    {
        process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync();
        }

        process?.Dispose();
        process = null;
    }

    /// <summary>SIGTERM, and wait for its end.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"]);
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(late.Token);
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
            lock (counts)
            {
                foreach (var text in counts.Keys.Where(text => line.Contains(text, StringComparison.Ordinal)))
                {
                    counts[text]++;
                }
            }

            while (lines.Count > LinesMax && lines.TryDequeue(out _))
            {
            }
        }
    }
}
