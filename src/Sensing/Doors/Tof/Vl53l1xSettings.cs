namespace EdgeGateway.Sensing.Doors;

/// <summary>How a VL53L1X measures.</summary>
/// <param name="IsLong">To 4 m in the dark; otherwise to 1.3 m, and less disturbed by daylight (DS12385, ranging performance).</param>
/// <param name="BudgetMilliseconds">20, 33, 50 or 100, short also 15.</param>
internal readonly record struct Vl53l1xSettings(bool IsLong, int BudgetMilliseconds)
{
    /// <summary>From measurement to measurement; UM2510 wants it longer than the budget.</summary>
    public int PeriodMilliseconds => BudgetMilliseconds + 5;
}
