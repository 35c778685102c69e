using System.Text.Json;
using EdgeGateway.Events;

namespace EdgeGateway.Uplink;

/// <summary>What the gateway says of itself, and how it reads what the hub says.</summary>
/// <param name="Version">The gateway's software.</param>
/// <param name="Health">Called every <see cref="UplinkOptions.HealthEvery"/>.</param>
public sealed record UplinkReports(string Version, Func<HealthReport> Health)
{
    private const int AckBytesMax = 1024;

    /// <summary>Null when it cannot be read; the next one will come.</summary>
    internal static StoredAck? TryReadAck(ReadOnlySpan<byte> json)
    {
        if (json.Length is 0 or > AckBytesMax)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, EventJsonContext.Default.StoredAck);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
