namespace EdgeGateway.Uplink;

/// <summary>What the uplink has to know of a machine without a real-time clock.</summary>
/// <param name="BootBegan">
/// When a boot began on the wall, once the clock was right during it; null while that is unknown. Events of that boot that were stamped with an
/// estimate are sent with their right time.
/// </param>
/// <param name="CertificateTime">What certificates are checked against while the clock is not right; null to check against the clock.</param>
public sealed record UplinkTimes(Func<Guid, DateTimeOffset?> BootBegan, Func<DateTimeOffset?> CertificateTime)
{
    /// <summary>A machine whose clock is right.</summary>
    public static UplinkTimes RightClock { get; } = new(_ => null, () => null);
}
