using System.Text.Json.Nodes;
using EdgeGateway.Tests.Integration.Hub;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>A technician at a simulated door: keys, the live lines, the certificate and its check.</summary>
public sealed class DoorsVerifyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task KeysBesideTheSensorBecomeACertificateThatNoticesAChange()
    {
        await File.WriteAllTextAsync(folder.File("key"), new string('7', 64), TestContext.Current.CancellationToken);
        await using var gateway = await DoorGateway.StartAsync(Script(), speed: 1);
        var (certificate, key) = (gateway.Of("front.json"), folder.File("key"));
        using var verify = EdgeCtlProcess.Start("doors", "verify", "--door", "front", "--by", "Jörg", "--key", key, "--out", certificate, "--socket", gateway.Socket);
        var said = verify.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        for (var people = 0; people < 4;)
        {
            // The technician sees what the sensor sees, and is a moment later.
            var line = await verify.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);
            var pressed = line.Contains("sensor: in ", StringComparison.Ordinal) ? 'i' : line.Contains("sensor: out ", StringComparison.Ordinal) ? 'o' : ' ';
            if (pressed != ' ')
            {
                await PressAsync(verify.StandardInput, people == 1 ? "iu" : "", pressed);
                people++;
            }
        }

        await PressAsync(verify.StandardInput, "", 'q');
        var error = verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(verify.ExitCode == 0, await error);

        var written = JsonNode.Parse(await File.ReadAllTextAsync(certificate, TestContext.Current.CancellationToken))!;
        var about = written["certificate"]!;
        Assert.Equal(("front", "beam", "gw-1", "Jörg"), ((string)about["door"]!, (string)about["kind"]!, (string)about["gateway"]!, (string)about["counter"]!));
        Assert.Equal((64, 1), (((string)about["configurationHash"]!).Length, (int)about["undone"]!));
        Assert.Equal(4, about["directions"]!.AsArray().Sum(one => (int)one!["found"]!));
        Assert.Equal(0, about["directions"]!.AsArray().Sum(one => (int)one!["missed"]!));
        Assert.Contains("people are too few", await said, StringComparison.Ordinal);
        Assert.Contains("accuracy by a manual count", await File.ReadAllTextAsync(Path.ChangeExtension(certificate, ".txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var right = await EdgeCtlProcess.RunAsync("", "doors", "certificate", certificate, "--key", key);
        Assert.True(right.ExitCode == 0, right.Output + right.Error);
        about["directions"]![0]!["missed"] = 3;
        await File.WriteAllTextAsync(certificate, written.ToJsonString(), TestContext.Current.CancellationToken);
        var changed = await EdgeCtlProcess.RunAsync("", "doors", "certificate", certificate);
        Assert.Equal((1, true), (changed.ExitCode, changed.Output.Contains("NOT VALID: it was changed", StringComparison.Ordinal)));

        var (exitCode, status, _) = await EdgeCtlProcess.RunAsync("", "doors", "status", "--json", "--socket", gateway.Socket);
        var today = JsonNode.Parse(status)!["doors"]!.AsArray().Single(door => (string)door!["door"]! == "front")!["today"]!;
        Assert.Equal(0, exitCode);
        Assert.True((int)today["in"]! + (int)today["out"]! >= 4);
    }

    [Fact]
    public async Task CountFromAVideoIsComparedWithAReplay()
    {
        await File.WriteAllLinesAsync(folder.File("manual"), Enumerable.Range(1, 80).Select(i => $$"""{"t":{{10 * i}},"direction":"{{(i % 2 == 0 ? "in" : "out")}}"}"""), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("sensor"), Enumerable.Range(1, 79).Select(i => $$"""{"t":{{10 * i}}.4,"direction":"{{(i % 2 == 0 ? "in" : "out")}}","confidence":0.9}"""), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await EdgeCtlProcess.RunAsync(
            "", "doors", "verify", "--counts", folder.File("manual"), "--crossings", folder.File("sensor"), "--out", folder.File("c.json"), "--json");

        Assert.True(exitCode == 0, error);
        var inward = JsonNode.Parse(output)!["certificate"]!["directions"]![0]!;
        Assert.Equal((40, 39, -1, 39, 1), ((int)inward["manual"]!, (int)inward["counted"]!, (int)inward["error"]!, (int)inward["found"]!, (int)inward["missed"]!));
        Assert.Equal(0.975, (double)inward["accuracy"]!);
    }

    [Fact]
    public async Task TextOverwritesNeitherTheCertificateNorAFileThatWasThere()
    {
        await File.WriteAllTextAsync(folder.File("count"), """{"t":1,"direction":"in"}""", TestContext.Current.CancellationToken);
        string[] compare = ["doors", "verify", "--counts", folder.File("count"), "--crossings", folder.File("count"), "--out"];
        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", [.. compare, folder.File("x.txt")]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(0, (await EdgeCtlProcess.RunAsync("", "doors", "certificate", folder.File("x.txt"))).ExitCode);
        Assert.Contains("by a manual count", await File.ReadAllTextAsync(folder.File("x.txt.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await File.WriteAllTextAsync(folder.File("n.txt"), "mine", TestContext.Current.CancellationToken);
        (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", [.. compare, folder.File("n.json")]);
        Assert.Equal((3, true), (exitCode, error.Contains("n.txt exists", StringComparison.Ordinal)));
        Assert.Equal("mine", await File.ReadAllTextAsync(folder.File("n.txt"), TestContext.Current.CancellationToken));
        Assert.False(File.Exists(folder.File("n.json")));
    }

    [Theory]
    [InlineData("/dev/zero", "/dev/zero is longer than 1048576 bytes")]
    [InlineData("/tmp", "/tmp is a directory")]
    [InlineData("/none", "/none does not exist")]
    public async Task WhatCannotBeACertificateIsSaidInASentence(string path, string sentence)
    {
        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", "doors", "certificate", path);
        Assert.Equal((3, true), (exitCode, error.Contains(sentence, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task KeyWithoutEndIsNotReadToIt()
    {
        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", "doors", "verify", "--key", "/dev/zero");
        Assert.Equal((3, true), (exitCode, error.Contains("/dev/zero is longer than 4096 bytes; this is not a key", StringComparison.Ordinal)));
    }

    private static async Task PressAsync(StreamWriter keys, string before, char key)
    {
        await keys.WriteAsync(before + key);
        await keys.FlushAsync();
    }

    // Somebody every four seconds, in and out in turn: whenever edgectl has started, the next one is near.
    private string Script()
    {
        var people = Enumerable.Range(1, 400).Select(i => $$"""{"at":{{4 * i}},"door":"front","direction":"{{(i % 2 == 0 ? "in" : "out")}}"}""");
        const string store = """{"store":{"radios":[],"readers":[],"doors":[{"name":"front","chip":"gpiochip0","outer":17,"inner":27},{"name":"back","chip":"gpiochip0","outer":22,"inner":23}]},"seed":1,"for":1700,"phones":0}""";
        File.WriteAllLines(folder.File("store.jsonl"), [store, .. people]);
        return folder.File("store.jsonl");
    }
}
