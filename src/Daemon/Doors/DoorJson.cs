using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Sensing;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Doors;

/// <summary>Source-generated JSON of <c>doors.json</c>, and of what a door's configuration hash is made of.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DoorMemory))]
[JsonSerializable(typeof(SensingOptions))]
internal sealed partial class DoorJson : JsonSerializerContext;
