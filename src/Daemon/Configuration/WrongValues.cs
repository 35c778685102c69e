using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>
/// Finds every value that does not fit its option, null where null means nothing, and takes it out: what is left can be read, and a wrong value
/// costs its own key and no other.
/// </summary>
internal static class WrongValues
{
    /// <param name="keys">All layers together; changed.</param>
    public static IReadOnlyList<WrongValue> TakeOut(JsonObject keys, JsonTypeInfo type)
    {
        List<WrongValue> wrong = [];
        var defaults = JsonSerializer.SerializeToNode(new GatewayOptions(), GatewayJsonContext.Default.GatewayOptions);
        InObject(keys, type, [], defaults as JsonObject, wrong);
        return wrong;
    }

    private static void InObject(JsonObject keys, JsonTypeInfo type, IReadOnlyList<string> path, JsonObject? defaults, List<WrongValue> wrong)
    {
        foreach (var (name, value) in keys.ToList())
        {
            var property = type.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (property is null || (value is null && MayBeNull(property)))
            {
                continue;
            }

            var info = InfoOf(property.PropertyType, type);
            if (!Fits(value, info, [.. path, name], defaults?[property.Name], wrong))
            {
                keys.Remove(name);
            }
        }
    }

    private static void InList(JsonArray list, JsonTypeInfo element, IReadOnlyList<string> path, List<WrongValue> wrong)
    {
        var defaults = Defaults.OfElement(element);
        var unfit = list.Where((item, i) => !Fits(item, element, [.. path, $"{i}"], defaults, wrong)).ToList();
        unfit.ForEach(item => list.Remove(item));
    }

    /// <returns>False when the value as a whole must go; something inside it may have been taken out already.</returns>
    private static bool Fits(JsonNode? value, JsonTypeInfo type, IReadOnlyList<string> path, JsonNode? initial, List<WrongValue> wrong)
    {
        switch (value, type.Kind)
        {
            case (JsonObject keys, JsonTypeInfoKind.Object):
                InObject(keys, type, path, initial as JsonObject, wrong);
                return true;
            case (JsonArray list, JsonTypeInfoKind.Enumerable):
                InList(list, InfoOf(type.ElementType!, type), path, wrong);
                return true;
            case (not null, not (JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable)) when CanBeRead(value, type):
                return true;
            default:
                wrong.Add(new WrongValue(path, value is null ? "is null; leave it out or give a value" : $"{Shorten(value)} does not fit here; {Remedy.For(type, initial)}"));
                return false;
        }
    }

    private static bool CanBeRead(JsonNode value, JsonTypeInfo type)
    {
        try
        {
            return value.Deserialize(type) switch
            {
                null => false,
                double number => double.IsFinite(number),
                // A number would be read as an enum's value, also one that has no name.
                Enum name => value.GetValueKind() == JsonValueKind.String && Enum.IsDefined(name.GetType(), name),
                _ => true,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MayBeNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsSetNullable;

    private static JsonTypeInfo InfoOf(Type type, JsonTypeInfo near) => near.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    private static string Shorten(JsonNode value)
    {
        var text = value.ToJsonString();
        return text.Length <= 60 ? text : text[..57] + "…";
    }
}
