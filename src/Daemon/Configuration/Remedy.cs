using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>What to write where a value of a certain type is wanted.</summary>
internal static class Remedy
{
    /// <param name="initial">The option's default: the example of a duration.</param>
    public static string For(JsonTypeInfo type, JsonNode? initial) => type switch
    {
        { Kind: JsonTypeInfoKind.Enumerable } => type.ElementType == typeof(Uri) ? "give a list, for example [\"mqtt://hub.example\"]" : "give a list: [ … ]",
        { Kind: JsonTypeInfoKind.Object } => "give an object: { … }",
        { Type.IsEnum: true } => $"give one of {string.Join(", ", NamesOf(type))}",
        _ => ForOne(type.Type, initial),
    };

    private static string ForOne(Type type, JsonNode? initial)
    {
        if (type == typeof(TimeSpan))
        {
            return $"give hours:minutes:seconds, for example \"{Duration(initial)}\"";
        }

        if (type == typeof(DateOnly))
        {
            return "give a day of the calendar, for example \"2026-12-24\"";
        }

        if (type == typeof(bool))
        {
            return "give true or false";
        }

        if (type == typeof(string) || type == typeof(Uri))
        {
            return "give text in quotes";
        }

        return type == typeof(double) ? "give a number without quotes"
            : type == typeof(int) ? $"give a whole number in digits, at most {int.MaxValue}" : "give a whole number in digits";
    }

    private static IEnumerable<string> NamesOf(JsonTypeInfo type) => Enum.GetValuesAsUnderlyingType(type.Type).Cast<object>()
        .Select(value => JsonSerializer.SerializeToNode(Enum.ToObject(type.Type, value), type)!.GetValue<string>())
        .Select(JsonNamingPolicy.CamelCase.ConvertName);

    // Without the zeros at the end of a fraction.
    private static string Duration(JsonNode? initial) =>
        TimeSpan.TryParse(initial?.GetValue<string>(), CultureInfo.InvariantCulture, out var span)
            ? span.ToString(span.Milliseconds == 0 ? "c" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)
            : "00:00:30";
}
