namespace EdgeGateway.Sensing;

/// <summary>What a calibration found.</summary>
/// <param name="Now">With every radio as it is.</param>
/// <param name="Proposed">With offsets, each judged on the half of the seconds that it was not chosen on.</param>
/// <param name="OffsetsDb">Per radio, for <see cref="BleSensorOptions.OffsetDb"/>; chosen on all seconds.</param>
public sealed record CalibrationResult(ZoneConfusion Now, ZoneConfusion Proposed, IReadOnlyList<(CalibrationRadio Radio, int Db)> OffsetsDb)
{
    /// <summary>Below this share nobody should trust the zones, and no number helps.</summary>
    public const double AccuracyMin = 0.8;

    /// <summary>Offsets that make nothing better are not worth a change.</summary>
    public bool IsBetter => Proposed.Accuracy > Now.Accuracy + 0.01;

    /// <summary>What to do, in one sentence.</summary>
    public string Advice =>
        Math.Max(Now.Accuracy, Proposed.Accuracy) < AccuracyMin ? "the zones cannot be told apart: put the radios further from each other, or make one zone of two"
        : IsBetter ? "set the offsets below"
        : "leave everything as it is";
}
