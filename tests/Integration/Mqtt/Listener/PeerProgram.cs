using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Mqtt.Listener;

/// <summary>A program of somebody else, started for one test and ended with it.</summary>
internal sealed class PeerProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    public PeerProgram(string name, IEnumerable<string> arguments, string package, IReadOnlyDictionary<string, string>? environment = null)
    {
        Assert.SkipUnless(Find(name) is not null, $"{name} is not installed; install the package {package}");
        var start = new ProcessStartInfo(Find(name)!, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        process = Process.Start(start)!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    /// <summary>Writes to the program's input and closes it.</summary>
    public async Task SayAsync(string text)
    {
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
    }

    public void Kill() => process.Kill();

    /// <summary>Waits for its end and returns what it wrote, line by line.</summary>
    public async Task<(int ExitCode, string[] Lines, string Errors)> EndAsync(int seconds = 120)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"{process.StartInfo.FileName} did not end; it wrote: {await output} {await errors}");
        }

        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
