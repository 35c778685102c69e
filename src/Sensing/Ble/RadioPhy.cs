namespace EdgeGateway.Sensing;

/// <summary>The physical layer that an extended advertisement came over (Bluetooth Core 5.4, Vol 4 Part E, section 7.7.65.13).</summary>
public enum RadioPhy : byte
{
    /// <summary>No packets on a secondary channel.</summary>
    None = 0,
    OneMegabit = 1,
    TwoMegabit = 2,
    Coded = 3,
}
