using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeGateway.Daemon.Clock;

/// <summary>Source-generated JSON of <c>clock.json</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClockMemory))]
internal sealed partial class ClockJsonContext : JsonSerializerContext;
