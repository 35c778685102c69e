namespace EdgeGateway.Sensing;

/// <summary>How much of the advertising data a report carries (Bluetooth Core 5.4, Vol 4 Part E, section 7.7.65.13).</summary>
public enum ReportData : byte
{
    Complete = 0,

    /// <summary>A fragment; more reports of the same advertisement follow.</summary>
    Incomplete = 1,

    /// <summary>The controller lost the rest.</summary>
    Truncated = 2,

    /// <summary>Reserved for future use.</summary>
    Reserved = 3,
}
