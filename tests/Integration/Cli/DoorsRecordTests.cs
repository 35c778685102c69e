using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Cli;

public sealed class DoorsRecordTests
{
    [Fact]
    public async Task WhatIsRecordedWhileTheDaemonCountsReplaysToCrossings()
    {
        await using var gateway = await DoorGateway.StartAsync(speed: 20);
        var file = gateway.Of("front.jsonl");
        using var record = EdgeCtlProcess.Start("doors", "record", "--door", "front", "--out", file, "--socket", gateway.Socket);
        await DoorGateway.UntilAsync(() => Task.FromResult(File.Exists(file) && File.ReadLines(file).Count() > 20));

        // Another one must not get this sensor's signals as well, nor overwrite the file.
        var second = await EdgeCtlProcess.RunAsync("", "doors", "record", "--sensor", "front-beams", "--socket", gateway.Socket);
        Assert.Equal((3, true), (second.ExitCode, second.Error.Contains("recorded already", StringComparison.Ordinal)));
        var exists = await EdgeCtlProcess.RunAsync("", "doors", "record", "--door", "back", "--out", file, "--socket", gateway.Socket);
        Assert.Equal((3, true), (exists.ExitCode, exists.Error.Contains("exists", StringComparison.Ordinal)));

        Assert.Equal(0, await EndAsync(record));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith("# door front, sensor front-beams, beam, gateway demo-store/gw-1", File.ReadLines(file).First(), StringComparison.Ordinal);

        var (replayed, crossings, error) = await EdgeCtlProcess.RunAsync("", "doors", "replay", file);
        Assert.True(replayed == 0, error);
        Assert.Contains("\"direction\":\"in\"", crossings, StringComparison.Ordinal);

        // The first one has ended: the sensor is free again.
        var again = await EdgeCtlProcess.RunAsync("", "doors", "record", "--door", "front", "--minutes", "0.02", "--out", gateway.Of("again.jsonl"), "--json", "--socket", gateway.Socket);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Contains("\"dropped\":0,\"whole\":true", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name one sensor: front-beams (door front), back-beams (door back)")]
    [InlineData("there is no such door sensor", "--door", "side")]
    public async Task DoorThatIsNotMeantLeavesNoFileBehind(string sentence, params string[] which)
    {
        await using var gateway = await DoorGateway.StartAsync(speed: 1);
        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", ["doors", "record", "--out", gateway.Of("none"), "--socket", gateway.Socket, .. which]);

        Assert.Equal(3, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.False(File.Exists(gateway.Of("none")));
    }

    // As Ctrl-C does, also where the tests were started with SIGINT ignored.
    private static async Task<int> EndAsync(Process process)
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
