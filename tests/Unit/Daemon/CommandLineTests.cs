using EdgeGateway.Daemon;

namespace EdgeGateway.Tests.Unit.Daemon;

public class CommandLineTests
{
    [Fact]
    public void SettingsKeepTheirKind()
    {
        var line = CommandLine.Parse(["--set", "store=berlin-1", "--set", "uplink.window=20", "--set", "uplink.servers=[\"mqtt://a\"]"]);

        Assert.Equal("", line.Problem);
        Assert.Equal("""{"store":"berlin-1","uplink":{"window":20,"servers":["mqtt://a"]}}""", line.Settings.ToJsonString());
    }

    [Theory]
    [InlineData("--speed", "fast")]
    [InlineData("--speed", "0")]
    [InlineData("--set", "store")]
    [InlineData("--radio-timing", "slow")]
    [InlineData("--confg", "x")]
    public void AWrongSwitchIsNamedWithItsRemedy(string name, string value)
    {
        var line = CommandLine.Parse([name, value]);

        Assert.Contains(name, line.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingValueIsNotTakenFromNowhere() => Assert.Contains("--config", CommandLine.Parse(["--config"]).Problem, StringComparison.Ordinal);
}
