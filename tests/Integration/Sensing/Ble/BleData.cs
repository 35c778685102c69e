using System.Text.Json;

namespace EdgeGateway.Tests.Integration.Sensing.Ble;

/// <summary>Captures and vectors of other projects, which this repository does not carry.</summary>
internal static class BleData
{
    /// <summary>A file's path, or the test is skipped.</summary>
    public static string PathOf(string name) => TestData.PathOf("ble", name);

    /// <summary>The vectors of a file of JSON lines.</summary>
    public static IEnumerable<JsonElement> Vectors(string name) => File.ReadLines(PathOf(name)).Select(line => JsonElement.Parse(line));

    public static string Text(this JsonElement vector, string property) =>
        vector.ValueKind == JsonValueKind.Object && vector.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
}
