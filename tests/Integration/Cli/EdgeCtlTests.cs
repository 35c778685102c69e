namespace EdgeGateway.Tests.Integration.Cli;

public class EdgeCtlTests
{
    [Fact]
    public async Task DecodeAnswersEveryLineWithOneObjectWhateverItHolds()
    {
        const string lines = "0201061aff4c000215e2c56db5dffb48d2b060d0f5a71096e000010002c5\nnot hex\n\n0\n1eff\0\u00ff\n";

        var (exitCode, output, _) = await EdgeCtlProcess.RunAsync(lines, "decode", "ble", "--format", "ad");

        Assert.Equal(0, exitCode);
        var answers = output.TrimEnd('\n').Split('\n');
        Assert.Equal(5, answers.Length);
        Assert.Contains("\"frames\":[{\"kind\":\"ibeacon\",\"uuid\":\"e2c56db5-dffb-48d2-b060-d0f5a71096e0\",\"major\":1,\"minor\":2,\"measuredPower\":-59}]", answers[0], StringComparison.Ordinal);
        Assert.All(answers[1..], answer => Assert.StartsWith("{\"ok\":false,\"error\":\"", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ConfigCheckNamesEveryProblemAndReturnsOne()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{ "stoer": "x", "uplink": { "window": "big" } }""", TestContext.Current.CancellationToken);

        var (exitCode, output, _) = await EdgeCtlProcess.RunAsync("", "config", "check", file, "--json");

        File.Delete(file);
        Assert.Equal(1, exitCode);
        Assert.Contains("stoer is not a known key; did you mean store?", output, StringComparison.Ordinal);
        Assert.Contains("uplink.window", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutADaemonTheSentenceSaysHowToStartIt()
    {
        var (exitCode, _, error) = await EdgeCtlProcess.RunAsync("", "status", "--socket", "/nowhere/control.sock");

        Assert.Equal(3, exitCode);
        Assert.Contains("systemctl start edge-gateway", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "\"type\":\"type2\",\"uid\":\"04a23c52d75c80\"", "nfc", "read", "--simulate", "tag", "--json")]
    [InlineData(0, "written and read back: ", "nfc", "write", "--simulate", "tag", "--uri", "https://club.example/1")]
    [InlineData(0, "\"text\":\"Hallo\",\"language\":\"de\"", "nfc", "write", "--simulate", "tag", "--text", "Hallo", "--language", "de", "--json")]
    [InlineData(1, "not written: it is locked", "nfc", "write", "--simulate", "locked", "--uri", "https://club.example/1")]
    [InlineData(1, "no tag came", "nfc", "read", "--simulate", "none")]
    [InlineData(2, "give either --uri or --text", "nfc", "write", "--simulate", "tag")]
    [InlineData(2, "i2c and spi are given; a reader has one bus", "nfc", "read", "--i2c", "i2c-1", "--spi", "spidev0.0")]
    [InlineData(3, "cannot open I2C bus i2c-99: open gave ENOENT", "nfc", "read", "--i2c", "i2c-99")]
    [InlineData(3, "cannot open SPI bus spidev9.9: open gave ENOENT", "nfc", "read", "--spi", "spidev9.9")]
    [InlineData(3, "systemctl start edge-gateway", "nfc", "watch", "--socket", "/nowhere/control.sock")]
    public async Task NfcToolSaysWhatBecameOfTheTag(int expected, string sentence, params string[] arguments)
    {
        var (exitCode, output, error) = await EdgeCtlProcess.RunAsync("", arguments);

        Assert.Contains(sentence, output + error, StringComparison.Ordinal);
        Assert.Equal(expected, exitCode);
    }

    [Fact]
    public async Task AWrongCommandIsAUsageErrorWithASuggestion()
    {
        var (exitCode, output, error) = await EdgeCtlProcess.RunAsync("", "staus");

        Assert.Equal(2, exitCode);
        Assert.Contains("status", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoorsReplayCountsARecordingAndTellsTheLineItCannotRead()
    {
        const string recording = """
            # a person in, then a line that is none
            {"t":1,"line":"outer","level":1}
            {"t":1.08,"line":"inner","level":1}
            {"t":1.1,"line":"middle","level":1}
            {"t":1.25,"line":"outer","level":0}
            {"t":1.33,"line":"inner","level":0}
            """;

        var (exitCode, output, error) = await EdgeCtlProcess.RunAsync(recording, "doors", "replay", "-");

        Assert.Equal(1, exitCode);
        Assert.Equal("{\"t\":1.33,\"direction\":\"in\",\"confidence\":0.99}", output.TrimEnd());
        Assert.Contains("standard input line 4: line is none of", error, StringComparison.Ordinal);
    }
}
