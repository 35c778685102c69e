using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Unit.Visits;

namespace EdgeGateway.Tests.Unit.Events;

public class SchemaTests
{
    /// <summary>Every document this version writes, with its schema.</summary>
    public static TheoryData<string, string> Documents =>
    [
        .. SampleEvents.Full.Select(sample => (sample.Data.Type + ".json", SampleEvents.Wire(sample.Subject, sample.Data).ToJsonString())),
        .. SampleEvents.Payloads,
    ];

    public static TheoryData<string> Stories => [.. Story.Names];

    [Fact]
    public void EveryTypeHasASchemaAndASample()
    {
        Assert.Equal(EventTypes.All, SampleEvents.Full.Select(sample => sample.Data.Type));
        Assert.All(EventTypes.All, type => Assert.Contains(type + ".json", JsonSchema.Names));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void WhatIsWrittenIsValid(string schema, string json) => Assert.Empty(JsonSchema.Problems(schema, Parse(json)));

    [Fact]
    public void WithoutItsOptionalMembersAnEventIsValidToo() =>
        Assert.All(SampleEvents.Sparse, sample =>
            Assert.Empty(JsonSchema.Problems(sample.Data.Type + ".json", Parse(SampleEvents.Wire(sample.Subject, sample.Data).ToJsonString()))));

    [Theory]
    [MemberData(nameof(Stories))]
    public void WhatComesOfAStoryIsValid(string story) =>
        Assert.All(Story.Read(story).Play(), happening => Assert.Empty(JsonSchema.Problems(
            happening.Data.Type + ".json", Parse(SampleEvents.Wire(happening.Subject, happening.Data).ToJsonString()))));

    [Theory]
    [MemberData(nameof(Documents))]
    public void AnyDamagedMemberIsRefused(string schema, string json)
    {
        var damaged = 0;
        foreach (var (what, document) in Damage(json))
        {
            Assert.True(JsonSchema.Problems(schema, Parse(document)).Count > 0, $"{schema} accepts a document with {what}");
            damaged++;
        }

        Assert.True(damaged >= 4);
    }

    [Theory]
    [InlineData("visitor.arrived.json", "confidence", "1.2")]
    [InlineData("visitor.arrived.json", "visit", "\"alice\"")]
    [InlineData("door.traffic.json", "in", "-1")]
    [InlineData("door.traffic.json", "in", "1.5")]
    [InlineData("door.crossed.json", "direction", "\"up\"")]
    [InlineData("sensor.state.json", "condition", "\"healthy\"")]
    [InlineData("gateway.dropped.json", "ranges", "[]")]
    public void AValueOutOfRangeIsRefused(string schema, string member, string value)
    {
        var (subject, data) = SampleEvents.Full.Single(sample => sample.Data.Type + ".json" == schema);
        var wire = SampleEvents.Wire(subject, data);
        wire["data"]![member] = JsonNode.Parse(value);

        Assert.Contains(JsonSchema.Problems(schema, Parse(wire.ToJsonString())), problem => problem.StartsWith($"$.data.{member} ", StringComparison.Ordinal));
    }

    [Fact]
    public void TheLedgersReasonsAreTheSchemas() => Assert.Equal(
        typeof(DropReasons).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
        JsonSchema.Read("gateway.dropped.json").GetProperty("properties").GetProperty("data").GetProperty("properties").GetProperty("reason")
            .GetProperty("enum").EnumerateArray().Select(reason => reason.GetString()!).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("id", "0192f0c1-2345-4abc-8def-0123456789ac")]
    [InlineData("time", "2026-11-22T09:15:02Z")]
    [InlineData("source", "/stores/Berlin/gateways/gw 1")]
    [InlineData("subject", "alice")]
    [InlineData("monotonic", "-5")]
    [InlineData("type", "door.opened")]
    public void ABadEnvelopeIsRefused(string member, string value)
    {
        var wire = SampleEvents.Wire("doors/front", new DoorCrossed("front", Direction.Out, 1));
        wire[member] = value;

        Assert.NotEmpty(JsonSchema.Problems("door.crossed.json", Parse(wire.ToJsonString())));
    }

    // Takes away, renames and retypes every member in turn, however deep it lies. Members of data that may be absent are not taken away.
    private static IEnumerable<(string What, string Document)> Damage(string json)
    {
        foreach (var path in Paths(JsonNode.Parse(json)!, []))
        {
            var retyped = JsonNode.Parse(json)!;
            var (parent, key) = (At(retyped, path.SkipLast(1)), path[^1]);
            Replace(parent, key, Kind(At(retyped, path)) is JsonValueKind.String ? JsonValue.Create(7) : JsonValue.Create("seven"));
            yield return ($"another type of {string.Join('.', path)}", retyped.ToJsonString());

            if (parent is JsonObject)
            {
                var renamed = JsonNode.Parse(json)!;
                var members = (JsonObject)At(renamed, path.SkipLast(1));
                var value = members[(string)key]!.DeepClone();
                members.Remove((string)key);
                members["unknown"] = value;
                yield return ($"a member 'unknown' instead of {string.Join('.', path)}", renamed.ToJsonString());
            }
        }
    }

    private static IEnumerable<object[]> Paths(JsonNode node, object[] here) => node switch
    {
        JsonObject members => members.SelectMany(member => Under(member.Value!, [.. here, member.Key])),
        JsonArray items => items.SelectMany((item, index) => Under(item!, [.. here, index])),
        _ => [],
    };

    private static IEnumerable<object[]> Under(JsonNode node, object[] path) => [path, .. Paths(node, path)];

    private static JsonNode At(JsonNode root, IEnumerable<object> path) =>
        path.Aggregate(root, (node, key) => key is int index ? node[index]! : node[(string)key]!);

    private static void Replace(JsonNode parent, object key, JsonNode value)
    {
        if (key is int index)
        {
            parent[index] = value;
        }
        else
        {
            parent[(string)key] = value;
        }
    }

    private static JsonValueKind Kind(JsonNode node) => node.GetValueKind();

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
