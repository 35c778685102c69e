namespace EdgeGateway.Sensing;

/// <summary>
/// The iBeacon that the gateway itself sends while it listens: the brand's app wakes on it, because a phone in a pocket cannot be
/// recognised by what it sends itself.
/// </summary>
public sealed record IBeaconAdvertisement
{
    /// <summary>With or without dashes; empty sends nothing.</summary>
    public string Uuid { get; init => field = value ?? ""; } = "";

    public int Major { get; init; }

    public int Minor { get; init; }

    /// <summary>What a phone measures at one metre, in dBm; it is sent along, so that the app can tell how near it is.</summary>
    public int MeasuredPowerDbm { get; init; } = -59;

    /// <summary>100 ms to 10.24 s. Apple asks for 100 ms; a longer one wakes apps later.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Transmit power in dBm, -127 to 20; null leaves it to the adapter. Adapters without extended advertising know no other.</summary>
    public int? TxPowerDbm { get; init; }

    internal static TimeSpan IntervalMin { get; } = TimeSpan.FromMilliseconds(100);

    internal static TimeSpan IntervalMax { get; } = TimeSpan.FromMilliseconds(10_240);

    internal bool IsOn => Uuid.Length > 0;

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    /// <param name="key">For example <c>sensors.ble[0].advertise</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (!Guid.TryParse(Uuid, out _))
        {
            yield return $"{key}.uuid: \"{Uuid}\" is not a UUID; write the app's 32 hex digits, with or without dashes";
        }

        if (Major is < 0 or > ushort.MaxValue || Minor is < 0 or > ushort.MaxValue)
        {
            yield return $"{key}.major/minor: {Major}/{Minor} is not within 0 to 65535; the app's maker says which numbers this store has";
        }

        if (MeasuredPowerDbm is < -127 or > 20)
        {
            yield return $"{key}.measuredPowerDbm: {MeasuredPowerDbm} is not within -127 to 20; leave it out for -59, or measure at one metre";
        }

        if (Interval < IntervalMin || Interval > IntervalMax)
        {
            yield return $"{key}.interval: {Interval} is outside 100 ms to 10.24 s; leave it out for 100 ms";
        }

        if (TxPowerDbm is < -127 or > 20)
        {
            yield return $"{key}.txPowerDbm: {TxPowerDbm} is not within -127 to 20; leave it out to let the adapter choose";
        }
    }

    /// <summary>The advertising data: flags, then Apple's manufacturer data with the iBeacon in it (Proximity Beacon Specification R1).</summary>
    internal byte[] Data() =>
    [
        2, 0x01, 0x06,
        26, AdType.ManufacturerData, 0x4C, 0x00, 0x02, 0x15,
        .. Guid.Parse(Uuid).ToByteArray(bigEndian: true), (byte)(Major >> 8), (byte)Major, (byte)(Minor >> 8), (byte)Minor, (byte)MeasuredPowerDbm,
    ];
}
