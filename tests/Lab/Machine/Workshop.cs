using System.Diagnostics;

namespace EdgeGateway.Tests.Lab.Machine;

/// <summary>A folder in memory where possible, for images that are written a thousand times, and the host's programs that work on them.</summary>
internal sealed class Workshop : IDisposable
{
    private readonly string folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"edge-gateway-lab-{Environment.ProcessId}-{Guid.NewGuid():N}");

    public Workshop() => Directory.CreateDirectory(folder);

    public string Of(string name) => Path.Combine(folder, name);

    /// <summary>Runs a program to its end and returns what it said. Programs for administrators are found although they are not on a user's path.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin";
        if (!program.Contains('/', StringComparison.Ordinal) && File.Exists($"/usr/sbin/{program}"))
        {
            start.FileName = $"/usr/sbin/{program}";
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <exception cref="IOException">The program ended with another code than 0.</exception>
    public static string Must(string program, params string[] arguments)
    {
        var (exitCode, output) = Run(program, arguments);
        return exitCode == 0 ? output : throw new IOException($"{program} {string.Join(' ', arguments)} ended with {exitCode}: {output}");
    }

    /// <summary>An image with an empty ext4, as a Pi has one: with a journal.</summary>
    public string MakeDisk(string name, int megabytes)
    {
        File.Delete(Of(name));
        Must("mke2fs", "-q", "-t", "ext4", "-b", "4096", Of(name), $"{megabytes}M");
        return Of(name);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
