using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Integration.Outbox;

/// <summary>A process that appends is killed with SIGKILL, again and again, on the same file.</summary>
public class KillTests
{
    private static int Kills => Environment.GetEnvironmentVariable("EDGEGATEWAY_SLOW") == "1" ? 40 : 8;

    [Fact]
    public async Task EverythingAcceptedIsThereAfterEveryKill()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Of("outbox.db");
        var random = new Random(1);
        long removed = 0, accepted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var (first, last, removing) = await AppendUntilKilledAsync(path, kill, random.Next(5, 250));
            Assert.True(first > accepted, $"kill {kill}: number {first} would be given twice, {accepted} was accepted");
            (accepted, removed) = (Math.Max(accepted, last), Math.Max(removed, removing));

            var opening = OutboxFiles.Open(path);
            await using var outbox = opening.Outbox;
            Assert.Empty(opening.Note);
            var numbers = OutboxFiles.Numbers(outbox);
            numbers.Add(1, Math.Max(removed, 1));
            Assert.Equal([new SequenceRange(1, outbox.NextSequence - 1)], numbers.Ranges);
            Assert.True(outbox.NextSequence > accepted, $"kill {kill}: {accepted} was accepted, the file ends at {outbox.NextSequence - 1}");
        }
    }

    // Returns the number it began with, the highest it accepted, and up to where it may have removed.
    private static async Task<(long First, long Last, long Removing)> AppendUntilKilledAsync(string path, int seed, int linesBeforeKill)
    {
        using var writer = Process.Start(new ProcessStartInfo(
            "dotnet", [Program(), "outbox-writer", "--path", path, "--seed", seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        })!;
        long first = 0, last = 0, removing = 0;
        for (var lines = 0; await writer.StandardOutput.ReadLineAsync() is { } line; lines++)
        {
            var number = long.Parse(line[1..].Split(' ')[0], CultureInfo.InvariantCulture);
            (first, last, removing) = line[0] switch
            {
                '=' => (number, last, removing),
                '+' => (first, Math.Max(last, number), removing),
                _ => (first, last, Math.Max(removing, number)),
            };
            if (lines == linesBeforeKill)
            {
                writer.Kill();
            }
        }

        await writer.WaitForExitAsync();
        Assert.True(first > 0, "the writer did not open the outbox");
        return (first, last, removing);
    }

    private static string Program()
    {
        // artifacts/bin/Integration/debug/ → artifacts/bin/Benchmarks/debug/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, "Benchmarks", own.Name, "EdgeGateway.Tests.Benchmarks.dll");
    }
}
