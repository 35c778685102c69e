using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class StoreScriptTests
{
    private const string Header =
        """{"store":{"radios":[{"name":"hci0","zone":"entrance","x":0},{"name":"hci1","zone":"shop","x":14}],"doors":[{"name":"front","chip":"gpiochip0","outer":17,"inner":27}],"readers":["/dev/ttyAMA0"]},"seed":1,"for":60,"phones":0}""";

    [Fact]
    public void TheSameSeedGivesTheSameSteps() => Assert.Equal(Steps(StoreScript.BusyQuarterHour(7)), Steps(StoreScript.BusyQuarterHour(7)));

    [Fact]
    public void AnotherSeedGivesAnotherDay() => Assert.NotEqual(Steps(StoreScript.BusyQuarterHour(7)), Steps(StoreScript.BusyQuarterHour(8)));

    [Fact]
    public void WrittenOutAndReadBackItIsTheSameScript()
    {
        var script = StoreScript.BusyQuarterHour(7);

        Assert.True(StoreScript.TryParse(script.ToJsonLines(), out var again, out var problems), string.Join('\n', problems));
        Assert.Equal(Steps(script), Steps(again));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheBusyQuarterHourIsBusy(int seed)
    {
        var script = StoreScript.BusyQuarterHour(seed);

        Assert.Equal(40, script.Lines.Count(line => line.Direction == "in"));
        Assert.Equal(12, script.Lines.Select(line => line.Beacon?.Value()).Distinct().Intersect(BusyQuarterHour.Members.Select(member => member.Beacon.Value())).Count());
        Assert.Equal(3, script.Lines.Count(line => line.Uturn is not null));
        foreach (var door in script.Lines.GroupBy(line => line.Door ?? line.Uturn).Where(door => door.Key is not null))
        {
            Assert.All(door.Zip(door.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= 2.9, $"{door.Key}: two people at {pair.First.At}"));
        }

        Assert.True(StoreScript.TryParse(script.ToJsonLines(), out _, out var problems), string.Join('\n', problems));
    }

    [Fact]
    public void StepsAreInTheOrderOfTime()
    {
        var times = StoreScript.BusyQuarterHour(7).Steps().Select(step => step.At).ToList();

        Assert.Equal(times.Order(), times);
        Assert.InRange(times.Count, 30_000, 200_000);
    }

    [Fact]
    public void SomebodyComingInBreaksTheOuterBeamFirst()
    {
        var edges = Beams("""{"at":10,"door":"front","direction":"in"}""");

        Assert.Equal([(17, true), (27, true), (17, false), (27, false)], edges.Select(edge => (edge.Line, edge.Broken)));
        Assert.Equal(TimeSpan.FromSeconds(10), edges[0].At);
        Assert.InRange(edges[1].At - edges[0].At, TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(170));
    }

    [Fact]
    public void SomebodyTurningBackLeavesOnTheSideOfEntering() =>
        Assert.Equal(
            [(17, true), (27, true), (27, false), (17, false)],
            Beams("""{"at":10,"uturn":"front"}""").Select(edge => (edge.Line, edge.Broken)));

    [Fact]
    public void TwoInABeamAtOnceBreakItOnce()
    {
        var edges = Beams("""{"at":10,"blocked":"front","for":5}""", """{"at":12,"door":"front","direction":"out"}""");

        Assert.Equal([(17, true), (27, true), (27, false), (17, false)], edges.Select(edge => (edge.Line, edge.Broken)));
    }

    [Fact]
    public void ABeaconIsLoudestAtTheRadioItIsNear()
    {
        var heard = Parse("""{"at":1,"beacon":{"kind":"ibeacon","uuid":"e2c56db5-dffb-48d2-b060-d0f5a71096e0","major":1,"minor":7},"near":"hci1","rssi":-60,"for":50}""")
            .Steps().OfType<HeardStep>().ToLookup(step => step.Radio, step => (double)step.Heard.RssiDbm);

        Assert.InRange(heard["hci1"].Count(), 90, 150); // 50 s at 350 ms, less 15 %
        Assert.InRange(heard["hci1"].Average(), -62, -58);
        Assert.InRange(heard["hci0"].Average(), -92, -84);
    }

    [Fact]
    public void AWalkFromRadioToRadioIsHeardAsOne()
    {
        const string beacon = """ "beacon":{"kind":"eddystone-uid","namespace":"00112233445566778899","instance":"0a0b0c0d0e0f"} """;
        var heard = Parse($$"""{"at":1,{{beacon}},"near":"hci0","for":20}""", $$"""{"at":21,{{beacon}},"near":"hci1","for":20}""").Steps().OfType<HeardStep>().ToList();

        Assert.Single(heard.Select(step => step.Heard.Address).Distinct());
        var onTheWay = heard.Where(step => step.Radio == "hci1" && step.At > TimeSpan.FromSeconds(21) && step.At < TimeSpan.FromSeconds(24)).Average(step => step.Heard.RssiDbm);
        var arrived = heard.Where(step => step.Radio == "hci1" && step.At > TimeSpan.FromSeconds(35)).Average(step => step.Heard.RssiDbm);
        Assert.True(arrived > onTheWay + 10, $"{arrived} is not much louder than {onTheWay}");
    }

    [Fact]
    public void EverythingWrongIsNamedWithItsLine()
    {
        Assert.False(StoreScript.TryParse(
            [
                Header,
                """{"at":10,"door":"frnt","direction":"in"}""",
                """{"at":99,"uturn":"front"}""",
                """{"at":5,"beacon":{"kind":"ibeacon"},"near":"hci0"}""",
                """{"at":5,"dooor":"front"}""",
                """{"at":5}""",
                "not json",
            ],
            out _,
            out var problems));

        Assert.Equal(
            [
                "line 2: door: the store has no 'frnt'; it has front",
                "line 3: at: 99 is not within the script's 60 s",
                "line 4: for: say how many seconds it lasts",
                "line 4: beacon: an ibeacon needs uuid, major and minor",
            ],
            problems.Take(4));
        Assert.StartsWith("line 5: ", problems[4], StringComparison.Ordinal);
        Assert.Contains("dooor", problems[4], StringComparison.Ordinal);
        Assert.StartsWith("line 6: a line tells one thing", problems[5], StringComparison.Ordinal);
        Assert.StartsWith("line 7: ", problems[6], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"store":null,"seed":1,"for":60,"phones":0}""")]
    [InlineData("""{"store":{"radios":[null],"doors":[],"readers":[]},"seed":1,"for":60,"phones":0}""")]
    [InlineData("""{"store":{"radios":[],"doors":[],"readers":[]},"seed":1,"for":-1,"phones":0}""")]
    public void AScriptWithoutAStoreIsRefused(string header)
    {
        Assert.False(StoreScript.TryParse([header], out _, out var problems));
        Assert.NotEmpty(problems);
    }

    private static StoreScript Parse(params string[] lines)
    {
        Assert.True(StoreScript.TryParse(lines.Prepend(Header), out var script, out var problems), string.Join('\n', problems));
        return script;
    }

    private static List<BeamStep> Beams(params string[] lines) => [.. Parse(lines).Steps().OfType<BeamStep>()];

    // Steps are records and compare by value, but for the bytes of an advertisement.
    private static List<(TimeSpan At, object What)> Steps(StoreScript script) =>
        [.. script.Steps().Select(step => (step.At, step is HeardStep { Heard: var heard } radio
            ? (radio.Radio, heard.Address, heard.RssiDbm, heard.EventType, Convert.ToHexString(heard.Data))
            : (object)step))];
}
