using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Devices.Simulated;

/// <summary>The JSON of a store script; a key that is not known is an error, because it is a typing error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ScriptHeader))]
[JsonSerializable(typeof(ScriptLine))]
internal sealed partial class ScriptJson : JsonSerializerContext;
