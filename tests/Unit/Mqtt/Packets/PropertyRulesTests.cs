using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Unit.Mqtt.Packets;

public class PropertyRulesTests
{
    [Fact]
    public void EveryPropertyOfTheStandardIsReadBackAsItWasBuilt()
    {
        foreach (var id in Enum.GetValues<PropertyId>())
        {
            var builder = Build(id);
            var scope = Enum.GetValues<PropertyScope>()
                .First(scope => int.PopCount((int)scope) == 1 && PropertyRules.Check(builder.Block.Bytes, scope).IsNone);
            Assert.True(builder.Block.TryGet(id, out var property));
            var copy = new PropertyBuilder().Add(property);
            Assert.Equal(Convert.ToHexString(builder.Block.Bytes), Convert.ToHexString(copy.Block.Bytes));
            Assert.NotEqual(PropertyScope.None, scope);
        }
    }

    [Fact]
    public void OnlyUserPropertiesMayStandTwice()
    {
        foreach (var id in Enum.GetValues<PropertyId>())
        {
            var once = Build(id).Block.Bytes.ToArray();
            byte[] twice = [.. once, .. once];
            Assert.Equal(
                id is PropertyId.UserProperty or PropertyId.SubscriptionIdentifier,
                Enum.GetValues<PropertyScope>().Any(scope => int.PopCount((int)scope) == 1 && PropertyRules.Check(twice, scope).IsNone));
        }
    }

    private static PropertyBuilder Build(PropertyId id) => PropertyRules.Form(id) switch
    {
        PropertyForm.Utf8 => new PropertyBuilder().Add(id, "text"),
        PropertyForm.Binary => new PropertyBuilder().Add(id, [1, 2]),
        PropertyForm.Utf8Pair => new PropertyBuilder().AddUser("name", "value"),
        PropertyForm.Unknown => throw new InvalidOperationException($"{id} has no rule."),
        _ => new PropertyBuilder().Add(id, 1),
    };
}
