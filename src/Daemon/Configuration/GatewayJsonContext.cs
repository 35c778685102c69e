using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Source-generated JSON of the configuration and of what --check prints.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    Converters = [typeof(LowerCaseEnumConverter<PrivacyTier>)],
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(GatewayOptions))]
internal sealed partial class GatewayJsonContext : JsonSerializerContext;
