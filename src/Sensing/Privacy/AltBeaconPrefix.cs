namespace EdgeGateway.Sensing;

/// <summary>The AltBeacons of one programme: a manufacturer and how their beacon id begins.</summary>
public sealed record AltBeaconPrefix
{
    /// <summary>The whole beacon id of an AltBeacon has 20 bytes.</summary>
    public const int IdBytes = 20;

    /// <summary>The fewest bytes that tell one organisation from another.</summary>
    public const int PrefixBytesMin = 4;

    /// <summary>Bluetooth company identifier; null for any.</summary>
    public int? Manufacturer { get; init; }

    /// <summary>8 to 40 hex digits.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (Manufacturer is < 0 or > ushort.MaxValue)
        {
            yield return $"{key}.manufacturer: {Manufacturer} is not within 0 to 65535; leave it out for any";
        }

        if (!Hex.TryRead(IdPrefix, out var prefix) || prefix.Length is < PrefixBytesMin or > IdBytes)
        {
            yield return $"{key}.idPrefix: \"{IdPrefix}\" is not {PrefixBytesMin * 2} to {IdBytes * 2} hex digits in pairs; "
                + "write at least the organisation's part of the id";
        }
    }
}
