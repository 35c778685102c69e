using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Events;

/// <summary>The document for others says what the code does.</summary>
public class AsyncApiTests
{
    private static readonly JsonElement Document = JsonSchema.Read("asyncapi.json");

    [Fact]
    public void ItsChannelsAreTheTopics()
    {
        string[] topics =
        [
            Topics.Event("{store}", "{gateway}", "{type}"),
            Topics.Link("{store}", "{gateway}"),
            Topics.Health("{store}", "{gateway}"),
            Topics.ReportedConfig("{store}", "{gateway}"),
            Topics.DesiredConfig("{store}", "{gateway}"),
            Topics.Command("{store}", "{gateway}", "{name}"),
            Topics.Answer("{store}", "{gateway}", "{name}"),
            Topics.StoredAck("{store}", "{gateway}"),
        ];

        var channels = Document.GetProperty("channels").EnumerateObject().Select(channel => channel.Value.GetProperty("address").GetString()!);

        Assert.Equal(topics.Order(StringComparer.Ordinal), channels.Order(StringComparer.Ordinal));
        Assert.Equal(
            topics.Length,
            typeof(Topics).GetMethods().Count(method => method.ReturnType == typeof(string) && method.IsStatic)); // none is forgotten above
    }

    [Fact]
    public void ItsEventChannelCarriesEveryType()
    {
        var channel = Document.GetProperty("channels").GetProperty("event");

        Assert.Equal(EventTypes.All, channel.GetProperty("messages").EnumerateObject().Select(message => message.Name));
        Assert.Equal(
            EventTypes.All, channel.GetProperty("parameters").GetProperty("type").GetProperty("enum").EnumerateArray().Select(type => type.GetString()!));
    }

    [Fact]
    public void EveryReferenceLeadsSomewhere()
    {
        var references = References(Document).ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            if (reference.StartsWith("./", StringComparison.Ordinal))
            {
                Assert.Contains(reference[2..], JsonSchema.Names);
                return;
            }

            var target = Document;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
            {
                Assert.True(target.TryGetProperty(step, out target), $"{reference} leads nowhere");
            }
        });
    }

    [Fact]
    public void EveryChannelIsUsedByOneOperationWithItsRetainFlag()
    {
        var operations = Document.GetProperty("operations").EnumerateObject().Select(operation => operation.Value).ToList();

        Assert.All(Document.GetProperty("channels").EnumerateObject(), channel =>
        {
            var operation = Assert.Single(operations, operation =>
                operation.GetProperty("channel").GetProperty("$ref").GetString() == $"#/channels/{channel.Name}");
            Assert.Equal(
                channel.Value.GetProperty("x-retained").GetBoolean(),
                operation.GetProperty("bindings").GetProperty("mqtt").GetProperty("retain").GetBoolean());
        });
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
