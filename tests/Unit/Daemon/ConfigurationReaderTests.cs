using System.Text.Json.Nodes;
using EdgeGateway.Daemon.Configuration;

namespace EdgeGateway.Tests.Unit.Daemon;

public class ConfigurationReaderTests
{
    private const string Usable = """
        {
          "store": "berlin-1", "gateway": "gw-1",
          "sensors": { "ble": [ { "name": "entrance-radio", "adapter": "hci0", "zone": "entrance" } ] },
          "uplink": { "servers": [ "mqtt://hub.example" ] }
        }
        """;

    [Fact]
    public void AUsableConfigurationHasNoProblems()
    {
        var outcome = Read(Usable);

        Assert.Empty(outcome.Problems);
        Assert.Equal("berlin-1", outcome.Options.Store);
        Assert.Equal("hci0", Assert.Single(outcome.Options.Sensors.Ble).Adapter);
    }

    [Fact]
    public void AnUnknownKeyIsNamedWithItsFileAndTheNearestThatExists()
    {
        var outcome = Read(Usable, """{ "uplink": { "sever": "mqtt://x" }, "sensors": { "ble": [ { "adaptor": "hci1" } ] } }""");

        Assert.Contains(outcome.Problems, p => p.StartsWith("layer 1: uplink.sever is not a known key; did you mean servers?", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.StartsWith("layer 1: sensors.ble[0].adaptor is not a known key; did you mean adapter?", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryValueOfTheWrongKindIsReportedNotOnlyTheFirst()
    {
        var outcome = Read(Usable, """{ "sightingsWaitingMax": "many", "visits": { "enterDbm": "loud" }, "outbox": { "sizeBytesMax": [] } }""");

        Assert.Contains(outcome.Problems, p => p.Contains("sightingsWaitingMax: \"many\"", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.Contains("visits.enterDbm: \"loud\"", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.Contains("outbox.sizeBytesMax: []", StringComparison.Ordinal));
        Assert.All(outcome.Problems, p => Assert.StartsWith("layer 1: ", p, StringComparison.Ordinal));
    }

    [Fact]
    public void AWrongNameIsReportedBesideAWrongKeyAndAWrongKind()
    {
        var outcome = Read(Usable, """{ "store": "Berlin 1", "uplnk": {}, "uplink": { "servers": 5 } }""");

        Assert.Equal(3, outcome.Problems.Count);
        Assert.Contains(outcome.Problems, p => p.StartsWith("store: \"Berlin 1\" is not a name", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.StartsWith("layer 1: uplnk is not a known key", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.StartsWith("layer 1: uplink.servers: 5 does not fit", StringComparison.Ordinal));
    }

    [Fact]
    public void TheSampleIsUsable()
    {
        using var sample = typeof(ConfigurationReader).Assembly.GetManifestResourceStream("EdgeGateway.Daemon.gateway.sample.json")!;
        var keys = JsonNode.Parse(sample, documentOptions: ConfigurationFiles.Relaxed)!.AsObject();

        // Its password file exists on a gateway only.
        Assert.DoesNotContain(
            ConfigurationReader.Read([new ConfigurationLayer("sample", keys)], []).Problems, p => !p.StartsWith("uplink.passwordFile", StringComparison.Ordinal));
    }

    [Fact]
    public void ALaterLayerWinsKeyByKeyWhateverTheCase()
    {
        var outcome = Read(Usable, """{ "STORE": "hamburg-2" }""", """{ "outbox": { "walPagesMax": 500 } }""");

        Assert.Empty(outcome.Problems);
        Assert.Equal(("hamburg-2", "gw-1", 500), (outcome.Options.Store, outcome.Options.Gateway, outcome.Options.Outbox.WalPagesMax));
    }

    [Fact]
    public void AKeyLeftOutHasItsDefaultInObjectsAndInLists()
    {
        var outcome = Read(Usable, """{ "programmes": [ { "name": "app", "iBeacons": [ { "uuid": "e2c56db5-dffb-48d2-b060-d0f5a71096e0" } ] } ] }""");

        Assert.Empty(outcome.Problems);
        Assert.Equal(ushort.MaxValue, outcome.Options.Programmes[0].IBeacons[0].MajorMax);
        Assert.Equal(new EdgeGateway.Sensing.BleSensorOptions().SilentAfter, outcome.Options.Sensors.Ble[0].SilentAfter);
        Assert.Equal(new EdgeGateway.Outbox.OutboxOptions(), outcome.Options.Outbox);
    }

    [Fact]
    public void ATimeOfFlightSensorNeedsANameOnlyAndItsDoorIsCountedAt()
    {
        var outcome = Read(Usable, """{ "sensors": { "tof": [ { "name": "side", "orientation": "swapped" }, { "name": "back", "bus": "i2c-3", "door": "yard" } ] } }""");

        Assert.Empty(outcome.Problems);
        var side = new EdgeGateway.Sensing.Doors.TofDoorOptions { Name = "side", Orientation = EdgeGateway.Sensing.Doors.TofOrientation.Swapped };
        Assert.Equal(side, outcome.Options.Sensors.Tof[0]);
        Assert.Equal(["side", "yard"], outcome.Options.Sensors.DoorNames());
        var wrong = Read(Usable, """{ "sensors": { "tof": [ { "name": "side", "budget": 5 } ] } }""");
        Assert.StartsWith("layer 1: sensors.tof[0].budget is not a known key", Assert.Single(wrong.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyConfigurationSaysWhatIsMissing()
    {
        var outcome = Read("{}");

        Assert.Contains(outcome.Problems, p => p.StartsWith("store:", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.StartsWith("gateway:", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.StartsWith("uplink.servers", StringComparison.Ordinal));
    }

    [Fact]
    public void TheEnvironmentSetsKeysAndLists()
    {
        var layer = EnvironmentKeys.Read(new Dictionary<string, string>
        {
            ["EDGEGATEWAY__STORE"] = "kiel-3",
            ["EDGEGATEWAY__UPLINK__SERVERS"] = "[\"mqtt://other.example\"]",
            ["EDGEGATEWAY_DATA"] = "not a setting",
            ["PATH"] = "/bin",
        });

        var outcome = ConfigurationReader.Read([new ConfigurationLayer("file", JsonNode.Parse(Usable)!.AsObject()), layer], []);

        Assert.Empty(outcome.Problems);
        Assert.Equal("kiel-3", outcome.Options.Store);
        Assert.Equal("other.example", outcome.Options.Uplink.Servers[0].Host);
    }

    private static ConfigurationOutcome Read(params string[] layers) =>
        ConfigurationReader.Read([.. layers.Select((text, i) => new ConfigurationLayer($"layer {i}", JsonNode.Parse(text)!.AsObject()))], []);
}
