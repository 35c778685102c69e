using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EdgeGateway.Daemon.Doors;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Codes;
using EdgeGateway.Sensing.Doors;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>
/// Puts the defaults of the code where a configuration says nothing. System.Text.Json's generated readers would leave such a key at zero or null
/// instead of at its initial value (dotnet/runtime#58770, for init-only properties).
/// </summary>
internal static class Defaults
{
    // Everything that stands in a list; what stands alone is part of GatewayOptions' own defaults.
    private static readonly Dictionary<Type, Func<object>> Elements = new()
    {
        [typeof(ProgrammeOptions)] = () => new ProgrammeOptions(),
        [typeof(IBeaconRange)] = () => new IBeaconRange(),
        [typeof(AltBeaconPrefix)] = () => new AltBeaconPrefix(),
        [typeof(BleSensorOptions)] = () => new BleSensorOptions(),
        [typeof(BeamDoorOptions)] = () => new BeamDoorOptions(),
        [typeof(ThermalDoorOptions)] = () => new ThermalDoorOptions(),
        [typeof(SingleBeamOptions)] = () => new SingleBeamOptions(),
        [typeof(UltrasonicOptions)] = () => new UltrasonicOptions(),
        [typeof(MotionOptions)] = () => new MotionOptions(),
        [typeof(TofDoorOptions)] = () => new TofDoorOptions(),
        [typeof(NfcReaderOptions)] = () => new NfcReaderOptions(),
        [typeof(PhoneApplicationOptions)] = () => new PhoneApplicationOptions(),
        [typeof(HoursException)] = () => new HoursException(),
        [typeof(CodeScannerOptions)] = () => new CodeScannerOptions(),
    };

    public static void Fill(JsonObject keys) =>
        Fill(keys, GatewayJsonContext.Default.GatewayOptions, JsonSerializer.SerializeToNode(new GatewayOptions(), GatewayJsonContext.Default.GatewayOptions)!.AsObject());

    /// <summary>What an object in a list begins with; null for a list of plain values.</summary>
    public static JsonObject? OfElement(JsonTypeInfo element) =>
        Elements.TryGetValue(element.Type, out var create) ? JsonSerializer.SerializeToNode(create(), element)!.AsObject() : null;

    private static void Fill(JsonObject keys, JsonTypeInfo type, JsonObject defaults)
    {
        foreach (var property in type.Properties)
        {
            var name = keys.FirstOrDefault(entry => entry.Key.Equals(property.Name, StringComparison.OrdinalIgnoreCase)).Key;
            if (name is null)
            {
                keys[property.Name] = defaults[property.Name]?.DeepClone();
            }
            else if (type.Options.TryGetTypeInfo(property.PropertyType, out var inner))
            {
                FillValue(keys[name], inner, defaults[property.Name]);
            }
        }
    }

    private static void FillValue(JsonNode? value, JsonTypeInfo type, JsonNode? defaults)
    {
        if (value is JsonObject keys && type.Kind == JsonTypeInfoKind.Object && defaults is JsonObject initial)
        {
            Fill(keys, type, initial);
        }
        else if (value is JsonArray list && type.ElementType is { } element && type.Options.GetTypeInfo(element) is var info && OfElement(info) is { } begin)
        {
            foreach (var item in list.OfType<JsonObject>())
            {
                Fill(item, info, begin);
            }
        }
    }
}
