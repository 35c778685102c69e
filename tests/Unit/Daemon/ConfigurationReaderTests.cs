using System.Text;
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

        Assert.Contains(outcome.Problems, p => p.StartsWith("layer 1: uplink.sever is not a known key; did you mean uplink.servers?", StringComparison.Ordinal));
        Assert.Contains(outcome.Problems, p => p.StartsWith("layer 1: sensors.ble[0].adaptor is not a known key; did you mean sensors.ble[0].adapter?", StringComparison.Ordinal));
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

        // On any machine: systemd puts its password file there only when the service starts.
        Assert.Empty(ConfigurationReader.Read([new ConfigurationLayer("sample", keys)], []).Problems);
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

    [Theory]
    [InlineData("sensors")]
    [InlineData("privacy")]
    [InlineData("outbox")]
    [InlineData("uplink")]
    [InlineData("hours")]
    [InlineData("control")]
    [InlineData("visits")]
    [InlineData("programmes")]
    [InlineData("sightingsWaitingMax")]
    public void ASectionThatIsNullIsOneProblemAndNoCrash(string key)
    {
        var outcome = Read(Usable, $$"""{ "{{key}}": null }""");

        Assert.Equal($"layer 1: {key}: is null; leave it out or give a value", Assert.Single(outcome.Problems));
    }

    [Theory]
    [InlineData("sensors.doors[0]", """{ "sensors": { "doors": [ null ] } }""")]
    [InlineData("sensors.tof", """{ "sensors": { "tof": null } }""")]
    [InlineData("sensors.codes[1]", """{ "sensors": { "codes": [ { "name": "till", "device": "event3", "zone": "till" }, null ] } }""")]
    [InlineData("sensors.ble[0].name", """{ "sensors": { "ble": [ { "name": null, "adapter": "hci0", "zone": "entrance" } ] } }""")]
    [InlineData("programmes[0]", """{ "programmes": [ null ] }""")]
    [InlineData("programmes[0].iBeacons[0]", """{ "programmes": [ { "name": "app", "iBeacons": [ null ] } ] }""")]
    [InlineData("programmes[0].ndefUriPrefixes[0]", """{ "programmes": [ { "name": "app", "ndefUriPrefixes": [ null ] } ] }""")]
    [InlineData("uplink.servers", """{ "uplink": { "servers": null } }""")]
    [InlineData("uplink.servers[0]", """{ "uplink": { "servers": [ null ] } }""")]
    [InlineData("hours.timeZone", """{ "hours": { "timeZone": null } }""")]
    [InlineData("hours.monday[0]", """{ "hours": { "monday": [ null ] } }""")]
    [InlineData("hours.exceptions[0]", """{ "hours": { "exceptions": [ null ] } }""")]
    [InlineData("control.http", """{ "control": { "http": null } }""")]
    public void NullInsideASectionIsReportedUnderItsKey(string key, string layer) => Assert.Contains(
        $"layer 1: {key}: is null; leave it out or give a value", Read(Usable, layer).Problems);

    [Fact]
    public void NullWhereAnOptionMayBeEmptyIsNoProblem()
    {
        var outcome = Read(Usable, """{ "uplink": { "userName": null, "proxy": null }, "sensors": { "tof": [ { "name": "side", "offsetMetres": null } ] } }""");

        Assert.Empty(outcome.Problems);
        Assert.Null(outcome.Options.Sensors.Tof[0].OffsetMetres);
    }

    [Theory]
    [InlineData("""{ "sensors": { "tof": [ { "name": "t", "timingBudget": 33 } ] } }""", "sensors.tof[0].timingBudget: 33 does not fit here; give hours:minutes:seconds, for example \"00:00:00.033\"")]
    [InlineData("""{ "sensors": { "tof": [ { "name": "t", "orientation": "up" } ] } }""", "sensors.tof[0].orientation: \"up\" does not fit here; give one of ")]
    [InlineData("""{ "sensors": { "tof": [ { "name": "t", "orientation": 7 } ] } }""", "sensors.tof[0].orientation: 7 does not fit here; give one of ")]
    [InlineData("""{ "sensors": { "doors": [ { "name": "d", "chip": "gpiochip0", "outer": 17, "inner": 1e9 } ] } }""", "sensors.doors[0].inner: 1e9 does not fit here; give a whole number in digits")]
    [InlineData("""{ "sensors": { "doors": [ "front" ] } }""", "sensors.doors[0]: \"front\" does not fit here; give an object: { … }")]
    [InlineData("""{ "uplink": { "servers": [ 5 ] } }""", "uplink.servers[0]: 5 does not fit here; give text in quotes")]
    [InlineData("""{ "uplink": { "servers": "mqtt://hub" } }""", "uplink.servers: \"mqtt://hub\" does not fit here; give a list, for example [\"mqtt://hub.example\"]")]
    [InlineData("""{ "hours": { "exceptions": [ { "date": "2026-13-01" } ] } }""", "hours.exceptions[0].date: \"2026-13-01\" does not fit here; give a day of the calendar")]
    [InlineData("""{ "sensors": 5 }""", "sensors: 5 does not fit here; give an object: { … }")]
    [InlineData("""{ "store": [] }""", "store: [] does not fit here; give text in quotes")]
    [InlineData("""{ "privacy": { "tier": "open" } }""", "privacy.tier: \"open\" does not fit here; give one of count, pseudonymous, consented")]
    public void AWrongValueCostsItsOwnKeyAndSaysWhatWouldFit(string layer, string problem) => Assert.StartsWith(
        $"layer 1: {problem}", Assert.Single(Read(Usable, layer).Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("8080")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:0")]
    [InlineData("::1")]
    [InlineData("hub.example:9080")]
    public void AnAddressForThePageNeedsAPort(string http) => Assert.StartsWith(
        "control.http: ", Assert.Single(Read(Usable, $$"""{ "control": { "http": "{{http}}" } }""").Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0:9080")]
    [InlineData("[::1]:9080")]
    public void AnAddressWithAPortWillDo(string http) => Assert.Empty(Read(Usable, $$"""{ "control": { "http": "{{http}}" } }""").Problems);

    [Theory]
    [InlineData("control.socket", """{ "control": { "socket": "/tmp" } }""")]
    [InlineData("control.socket", """{ "control": { "socket": "control.sock" } }""")]
    [InlineData("control.socket", """{ "control": { "socket": "/run/a\u0000b" } }""")]
    [InlineData("outbox.path", """{ "outbox": { "path": "/tmp" } }""")]
    [InlineData("outbox.path", """{ "outbox": { "path": "/a\u0000b" } }""")]
    [InlineData("outbox.path", """{ "outbox": { "path": "outbox.db" } }""")]
    [InlineData("uplink.servers", """{ "uplink": { "servers": [ "mqtt://" ] } }""")]
    [InlineData("uplink.servers", """{ "uplink": { "servers": [ "mqtt://hub.example:0" ] } }""")]
    public void WhatCouldNotStartIsRefused(string key, string layer) =>
        Assert.StartsWith($"{key}: ", Assert.Single(Read(Usable, layer).Problems), StringComparison.Ordinal);

    [Fact]
    public void AByteOrderMarkIsNoMatter()
    {
        var (layers, problems) = Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Usable)]);

        Assert.Empty(problems);
        Assert.Equal("file", Assert.Single(layers).Name);
    }

    [Fact]
    public void AKeyThatStandsTwiceIsOneSentenceWithItsName()
    {
        var (layers, problems) = Parse("""{ "uplink": { "window": 1, "window": 2 } }"""u8.ToArray());

        Assert.Empty(layers);
        Assert.Equal("file: the key window stands twice in one object; keep one of them", Assert.Single(problems));
    }

    private static (List<ConfigurationLayer> Layers, List<string> Problems) Parse(byte[] text)
    {
        List<ConfigurationLayer> layers = [];
        List<string> problems = [];
        ConfigurationFiles.Parse("file", text, layers, problems);
        return (layers, problems);
    }

    private static ConfigurationOutcome Read(params string[] layers) =>
        ConfigurationReader.Read([.. layers.Select((text, i) => new ConfigurationLayer($"layer {i}", JsonNode.Parse(text)!.AsObject()))], []);
}
