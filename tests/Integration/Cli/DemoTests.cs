using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>The main job as a newcomer meets it: real programs, one command, every event in the hub.</summary>
public partial class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Questions = ["status", "sensors", "outbox"];

    [Fact]
    public async Task TheDemoPlaysAQuarterOfAnHourAndTheHubHasEveryEvent()
    {
        var (exitCode, output, error) = await EdgeCtlProcess.RunAsync("", "demo", "--speed", "60", "--once");

        Assert.True(exitCode == 0, output + error);
        Assert.Matches("The hub has every event: 1 to [0-9]+, none missing", output);
        Assert.Contains("card  Ms Amelia Okafor at ", output, StringComparison.Ordinal);
        Assert.Contains("door.traffic", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileItPlaysEveryQuestionToTheGatewayIsAnsweredAndCtrlCEndsAllOfIt()
    {
        using var demo = EdgeCtlProcess.Start("demo", "--speed", "20");
        var socket = await ReadUntilAsync(demo, SocketPath());
        await ReadUntilAsync(demo, VisitLine());

        foreach (var question in Questions)
        {
            var (_, json, error) = await EdgeCtlProcess.RunAsync("", question, "--json", "--socket", socket);
            Assert.True(json.Length > 0, error);
            using var answer = JsonDocument.Parse(json);
            Assert.NotEqual(JsonValueKind.Null, answer.RootElement.ValueKind);
        }

        var (watched, events, _) = await EdgeCtlProcess.RunAsync("", "watch", "--json", "--count", "3", "--socket", socket);
        Assert.Equal(0, watched);
        Assert.All(events.TrimEnd().Split('\n'), line => Assert.Equal("1.0", JsonDocument.Parse(line).RootElement.GetProperty("specversion").GetString()));

        using var interrupt = System.Diagnostics.Process.Start("kill", ["-INT", $"{demo.Id}"]);
        using var late = Late();
        var rest = await demo.StandardOutput.ReadToEndAsync(late.Token);
        await demo.WaitForExitAsync(late.Token);
        Assert.Equal(0, demo.ExitCode);
        Assert.Contains("nothing is left behind", rest, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.GetDirectoryName(socket)), "the demo's folder is still there");
    }

    private static async Task<string> ReadUntilAsync(System.Diagnostics.Process process, Regex wanted)
    {
        using var late = Late();
        while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (wanted.Match(line) is { Success: true } found)
            {
                return found.Groups[1].Value;
            }
        }

        throw new InvalidOperationException($"the demo ended before it printed {wanted}: {await process.StandardError.ReadToEndAsync()}");
    }

    private static CancellationTokenSource Late()
    {
        var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        return late;
    }

    [GeneratedRegex("--socket (.+)$")]
    private static partial Regex SocketPath();

    [GeneratedRegex("(visitor.arrived)")]
    private static partial Regex VisitLine();
}
