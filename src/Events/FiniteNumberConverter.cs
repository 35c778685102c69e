using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Events;

/// <summary>Reads <c>1e400</c> as the mistake that it is: as an infinity it could be stored, and never be told to anybody as JSON.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.GetDouble() is var number && double.IsFinite(number)
            ? number
            : throw new JsonException("it is no number, or one that is too large");

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
