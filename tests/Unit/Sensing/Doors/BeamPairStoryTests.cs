using System.Text.Json;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>Plays the door stories: text a technician can read, in the trace format that <c>edgectl</c> records and replays.</summary>
public sealed class BeamPairStoryTests
{
    private const string Expectation = "# expect: ";

    public static TheoryData<string> Names { get; } = [.. typeof(BeamPairStoryTests).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("Doors/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void StoryEndsAsItSays(string name)
    {
        var lines = Lines(name);
        var expected = lines.Single(line => line.StartsWith(Expectation, StringComparison.Ordinal))[Expectation.Length..];
        var told = new List<string>();
        var pair = new BeamPair(new BeamPairSettings());
        var last = 0.0;
        foreach (var line in lines.Where(line => line.StartsWith('{')))
        {
            using var edge = JsonDocument.Parse(line);
            last = edge.RootElement.GetProperty("t").GetDouble();
            var beam = edge.RootElement.GetProperty("line").GetString() == "outer" ? BeamLine.Outer : BeamLine.Inner;
            told.AddRange(pair.Observe(beam, edge.RootElement.GetProperty("level").GetInt32() == 1, TimeSpan.FromSeconds(last)).Select(Word));
        }

        told.AddRange(pair.Advance(TimeSpan.FromSeconds(last + 5)).Select(Word));
        Assert.Equal(expected, told.Count == 0 ? "nothing" : string.Join(' ', told));
    }

    [Fact]
    public void EveryKindOfStoryIsThere() => Assert.True(Names.Count >= 20);

    [Fact]
    public void ABreakRightAfterTheStartHasNotLastedForADay()
    {
        var pair = new BeamPair(new BeamPairSettings());
        pair.Resync(outerActive: false, innerActive: false, TimeSpan.FromSeconds(60));
        pair.Observe(BeamLine.Outer, active: true, TimeSpan.FromSeconds(60.005));

        Assert.Empty(pair.Advance(TimeSpan.FromSeconds(61)));
        Assert.Equal(TimeSpan.FromSeconds(60.005) + new BeamPairSettings().BlockedAfter, pair.NextDeadline);
    }

    private static string Word(BeamFinding found) => found.Kind switch
    {
        BeamFindingKind.Crossing => found.Direction.ToString().ToLowerInvariant(),
        BeamFindingKind.UTurn => "u-turn",
        BeamFindingKind.Blocked => $"blocked:{found.Line.ToString().ToLowerInvariant()}",
        BeamFindingKind.Cleared => "cleared",
        BeamFindingKind.OneSided => $"sightless:{found.Line.ToString().ToLowerInvariant()}",
        _ => "sees-again",
    };

    private static List<string> Lines(string name)
    {
        using var reader = new StreamReader(typeof(BeamPairStoryTests).Assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
