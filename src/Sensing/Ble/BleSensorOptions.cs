using EdgeGateway.Devices;

namespace EdgeGateway.Sensing;

/// <summary>One Bluetooth adapter that listens for beacons.</summary>
public sealed record BleSensorOptions
{
    /// <summary>The sensor's name in events and on the command line.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>hci0</c>, <c>h4:/dev/ttyAMA1:1000000:rtscts</c> for a controller on a serial line, or the path of a btsnoop capture.</summary>
    public string Adapter { get; init; } = "hci0";

    /// <summary>Where the adapter stands.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Added to every strength that this adapter hears, in dB: antennas and cases differ. <c>edgectl ble calibrate</c> proposes it.</summary>
    public int OffsetDb { get; init; }

    /// <summary>Ask every device for its scan response. Off: the gateway only listens, and strangers' devices are left in peace.</summary>
    public bool Active { get; init; }

    /// <summary>2.5 ms to 10.24 s.</summary>
    public TimeSpan ScanInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How much of every interval it listens; as long as the interval is always.</summary>
    public TimeSpan ScanWindow { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Without any advertisement for this long the adapter is reported silent, after the scan was repeated and the adapter reset.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The iBeacon that this adapter sends while it listens.</summary>
    public IBeaconAdvertisement Advertise { get; init => field = value ?? new(); } = new();

    internal static TimeSpan ScanMin { get; } = TimeSpan.FromMilliseconds(2.5);

    internal static TimeSpan ScanMax { get; } = TimeSpan.FromMilliseconds(10_240);

    internal static TimeSpan SilentAfterMin { get; } = TimeSpan.FromSeconds(6);

    internal static TimeSpan SilentAfterMax { get; } = TimeSpan.FromSeconds(110);

    /// <summary>Everything wrong with it, each line naming its key.</summary>
    /// <param name="key">For example <c>sensing.ble[0]</c>.</param>
    public IEnumerable<string> Problems(string key)
    {
        if (Name.Length == 0)
        {
            yield return $"{key}.name: is missing; give the sensor a name such as \"entrance-radio\"";
        }

        if (Adapter.Length == 0)
        {
            yield return $"{key}.adapter: is missing; write hci0, or the path of a btsnoop capture";
        }

        if (H4Address.IsMeant(Adapter) && H4Address.TryParse(Adapter) is null)
        {
            yield return $"{key}.adapter: \"{Adapter}\" is no serial line; write h4:/dev/ttyAMA1:1000000, with :rtscts at the end when RTS and CTS are wired";
        }

        if (Math.Abs(OffsetDb) > ZoneCalibration.OffsetDbMax)
        {
            yield return $"{key}.offsetDb: {OffsetDb} is beyond {ZoneCalibration.OffsetDbMax} dB; look for a broken antenna instead";
        }

        if (Zone.Length == 0)
        {
            yield return $"{key}.zone: is missing; name the zone the adapter stands in";
        }

        if (ScanInterval < ScanMin || ScanInterval > ScanMax)
        {
            yield return $"{key}.scanInterval: {ScanInterval} is outside 2.5 ms to 10.24 s; leave it out for 100 ms";
        }

        if (ScanWindow < ScanMin || ScanWindow > ScanInterval)
        {
            yield return $"{key}.scanWindow: {ScanWindow} is outside 2.5 ms to the scan interval ({ScanInterval}); leave both out to listen always";
        }

        foreach (var problem in Advertise.Problems($"{key}.advertise"))
        {
            yield return problem;
        }

        if (SilentAfter < SilentAfterMin || SilentAfter > SilentAfterMax)
        {
            yield return $"{key}.silentAfter: {SilentAfter} is outside 6 s to 110 s; "
                + "blindness must be reported within two minutes, and the adapter needs time for two attempts";
        }
    }
}
