using System.Diagnostics;

namespace EdgeGateway.Cli.Demo;

/// <summary>One of the product's programs, run as a process of the demo: its output goes to a log, its end is noticed.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private const int LinesKept = 20;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);
    private readonly Process process;
    private readonly Queue<string> lastLines = new();
    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProgram(string name, Process process)
    {
        (Name, this.process) = (name, process);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetResult(false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>True once it has said that it is ready, false when it has ended instead.</summary>
    public Task<bool> Ready => ready.Task;

    /// <summary>What it said last, for when it ended unasked.</summary>
    public string LastWords
    {
        get
        {
            lock (lastLines)
            {
                return string.Join('\n', lastLines);
            }
        }
    }

    /// <exception cref="FileNotFoundException">The program is not installed or built beside edgectl.</exception>
    public static ChildProgram Start(string program, string project, IEnumerable<string> arguments)
    {
        var start = ProductPrograms.Find(program, project)
            ?? throw new FileNotFoundException(ProductPrograms.Missing(program));
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildProgram(program, Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Signal.Terminate(process.Id);
            using var limit = new CancellationTokenSource(StopWithin);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > LinesKept)
            {
                lastLines.Dequeue();
            }
        }

        if (line.Contains(" is ready: ", StringComparison.Ordinal))
        {
            ready.TrySetResult(true);
        }
    }
}
