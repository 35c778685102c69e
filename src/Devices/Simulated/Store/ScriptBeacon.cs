using System.Globalization;

namespace EdgeGateway.Devices.Simulated;

/// <summary>A beacon that somebody carries. Only the members of its kind are given.</summary>
/// <param name="Kind"><c>ibeacon</c> (uuid, major, minor), <c>altbeacon</c> (manufacturer, id) or <c>eddystone-uid</c> (namespace, instance).</param>
/// <param name="Id">40 hex digits.</param>
/// <param name="Namespace">20 hex digits.</param>
/// <param name="Instance">12 hex digits.</param>
public sealed record ScriptBeacon(
    string Kind,
    Guid? Uuid = null,
    ushort? Major = null,
    ushort? Minor = null,
    ushort? Manufacturer = null,
    string? Id = null,
    string? Namespace = null,
    string? Instance = null)
{
    private const sbyte MeasuredPowerDbm = -59;
    private const sbyte EddystoneTxPowerDbm = MeasuredPowerDbm + 41; // Eddystone gives the power at zero metres

    private const ushort BatteryMillivolts = 2_950; // a lithium cell in its best years
    private const double TemperatureCelsius = 21.5;

    /// <summary>The identifier as events write it.</summary>
    public string Value() => Kind switch
    {
        "ibeacon" => string.Create(CultureInfo.InvariantCulture, $"{Uuid}/{Major}/{Minor}"),
        "altbeacon" => Id?.ToLowerInvariant() ?? "",
        _ => $"{Namespace}/{Instance}".ToLowerInvariant(),
    };

    internal string? Problem() => Kind switch
    {
        "ibeacon" => Uuid is null || Major is null || Minor is null ? "beacon: an ibeacon needs uuid, major and minor" : null,
        "altbeacon" => Manufacturer is not null && IsHex(Id, 40) ? null : "beacon: an altbeacon needs manufacturer and an id of 40 hex digits",
        "eddystone-uid" => IsHex(Namespace, 20) && IsHex(Instance, 12) ? null : "beacon: an eddystone-uid needs a namespace of 20 and an instance of 12 hex digits",
        _ => $"beacon: kind '{Kind}' is not one of ibeacon, altbeacon, eddystone-uid",
    };

    internal byte[] Data() => Kind switch
    {
        "ibeacon" => AdvertisementData.IBeacon(Uuid!.Value, Major!.Value, Minor!.Value, MeasuredPowerDbm),
        "altbeacon" => AdvertisementData.AltBeacon(Manufacturer!.Value, Convert.FromHexString(Id!), MeasuredPowerDbm, 0),
        _ => AdvertisementData.EddystoneUid(Convert.FromHexString(Namespace!), Convert.FromHexString(Instance!), EddystoneTxPowerDbm),
    };

    /// <summary>The telemetry frame that Eddystone tags send now and then; null for other kinds.</summary>
    internal byte[]? Telemetry(uint advertisements, TimeSpan uptime) =>
        Kind == "eddystone-uid" ? AdvertisementData.EddystoneTlm(BatteryMillivolts, TemperatureCelsius, advertisements, uptime) : null;

    private static bool IsHex(string? text, int digits) => text?.Length == digits && text.All(char.IsAsciiHexDigit);
}
