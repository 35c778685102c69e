using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>Source-generated JSON of certificates and counts.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LowerCaseEnumConverter<Direction>)])]
[JsonSerializable(typeof(Certificate))]
[JsonSerializable(typeof(CountLine))]
internal sealed partial class VerifyJson : JsonSerializerContext;
