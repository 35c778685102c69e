using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Unit.Events;

/// <summary>
/// The part of JSON Schema 2020-12 that src/Events/Schemas uses. A keyword that is not known here is an error, so no schema can ask for
/// something that nobody checks.
/// </summary>
internal sealed class JsonSchema
{
    private static readonly Dictionary<string, JsonElement> Files = [];
    private readonly List<string> problems = [];

    /// <summary>The file names in src/Events/Schemas.</summary>
    public static IEnumerable<string> Names => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith("schemas/", StringComparison.Ordinal))
        .Select(name => name["schemas/".Length..]);

    public static JsonElement Read(string file)
    {
        lock (Files)
        {
            if (!Files.TryGetValue(file, out var schema))
            {
                using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("schemas/" + file)
                    ?? throw new ArgumentException($"there is no src/Events/Schemas/{file}", nameof(file));
                using var document = JsonDocument.Parse(stream);
                Files[file] = schema = document.RootElement.Clone();
            }

            return schema;
        }
    }

    /// <summary>Every reason why <paramref name="value"/> is not what the schema in <paramref name="file"/> says; none when it is.</summary>
    public static IReadOnlyList<string> Problems(string file, JsonElement value)
    {
        var check = new JsonSchema();
        check.Check(Read(file), file, value, "$");
        return check.problems;
    }

    private void Check(JsonElement schema, string file, JsonElement value, string path)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var says = keyword.Value;
            switch (keyword.Name)
            {
                case "$schema" or "$id" or "$defs" or "title" or "description":
                    break;
                case "$ref":
                    var (target, targetFile) = Resolve(says.GetString()!, file);
                    Check(target, targetFile, value, path);
                    break;
                case "type":
                    Expect(IsOfType(value, says.GetString()!), path, $"is no {says}");
                    break;
                case "const":
                    Expect(JsonElement.DeepEquals(value, says), path, $"is not {says}");
                    break;
                case "enum":
                    Expect(says.EnumerateArray().Any(one => JsonElement.DeepEquals(value, one)), path, $"is none of {says}");
                    break;
                case "required" or "properties" or "additionalProperties":
                    CheckMember(keyword.Name, schema, file, value, path);
                    break;
                case "items" or "minItems" or "maxItems":
                    CheckItems(keyword.Name, says, file, value, path);
                    break;
                case "minimum" or "maximum":
                    Expect(
                        value.ValueKind != JsonValueKind.Number
                            || (keyword.Name == "minimum" ? value.GetDouble() >= says.GetDouble() : value.GetDouble() <= says.GetDouble()),
                        path,
                        $"is beyond the {keyword.Name} {says}");
                    break;
                case "minLength" or "maxLength" or "pattern" or "format":
                    CheckText(keyword.Name, says, value, path);
                    break;
                default:
                    throw new NotSupportedException($"{file} uses '{keyword.Name}', which this test does not check; teach it to, or do without");
            }
        }
    }

    private void CheckMember(string keyword, JsonElement schema, string file, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        switch (keyword)
        {
            case "required":
                foreach (var name in schema.GetProperty(keyword).EnumerateArray().Select(name => name.GetString()!))
                {
                    Expect(value.TryGetProperty(name, out _), path, $"lacks '{name}'");
                }

                break;
            case "properties":
                foreach (var member in value.EnumerateObject().Where(member => known.TryGetProperty(member.Name, out _)))
                {
                    Check(known.GetProperty(member.Name), file, member.Value, $"{path}.{member.Name}");
                }

                break;
            case "additionalProperties" when schema.GetProperty(keyword).ValueKind == JsonValueKind.False:
                foreach (var member in value.EnumerateObject())
                {
                    Expect(known.ValueKind == JsonValueKind.Object && known.TryGetProperty(member.Name, out _), path, $"may not have '{member.Name}'");
                }

                break;
            default:
                throw new NotSupportedException($"{file}: only additionalProperties false is checked");
        }
    }

    private void CheckItems(string keyword, JsonElement says, string file, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var count = value.GetArrayLength();
        Expect(keyword != "minItems" || count >= says.GetInt32(), path, $"has fewer than {says} items");
        Expect(keyword != "maxItems" || count <= says.GetInt32(), path, $"has more than {says} items");
        for (var index = 0; keyword == "items" && index < count; index++)
        {
            Check(says, file, value[index], $"{path}[{index}]");
        }
    }

    private void CheckText(string keyword, JsonElement says, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var text = value.GetString()!;
        Expect(
            (keyword, says) switch
            {
                ("minLength", _) => text.EnumerateRunes().Count() >= says.GetInt32(),
                ("maxLength", _) => text.EnumerateRunes().Count() <= says.GetInt32(),
                ("pattern", _) => Regex.IsMatch(text, says.GetString()!, RegexOptions.ECMAScript),
                (_, _) when says.GetString() == "uuid" => Guid.TryParseExact(text, "D", out var _),
                (_, _) when says.GetString() == "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var _),
                _ => throw new NotSupportedException($"the format {says} is not checked here"),
            },
            path,
            $"does not fulfil {keyword} {says}");
    }

    private void Expect(bool holds, string path, string problem)
    {
        if (!holds)
        {
            problems.Add($"{path} {problem}");
        }
    }

    private static (JsonElement Schema, string File) Resolve(string reference, string file)
    {
        var parts = reference.Split('#');
        var target = parts[0].Length > 0 ? parts[0] : file;
        var schema = Read(target);
        foreach (var step in parts.ElementAtOrDefault(1)?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            schema = schema.GetProperty(step);
        }

        return (schema, target);
    }

    private static bool IsOfType(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String)
            or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value.GetDouble()),
        _ => false,
    };
}
