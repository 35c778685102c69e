namespace EdgeGateway.Sensing.Doors;

/// <summary>One hill in the heights of one region: somebody, or a part of somebody, under it.</summary>
/// <param name="On">When its front came, between two readings.</param>
/// <param name="Off">When its back left.</param>
/// <param name="Centre">The middle of what was above the floor between, weighed by height.</param>
/// <param name="PeakMetres">Above the floor.</param>
/// <param name="Readings">How many sure readings told of it.</param>
/// <param name="IsSplit">It follows another without a gap: only a valley between two heads parts them.</param>
internal readonly record struct ZonePulse(TimeSpan On, TimeSpan Off, TimeSpan Centre, double PeakMetres, int Readings, bool IsSplit)
{
    /// <summary>More than one reading that may have been wrong.</summary>
    public bool IsSolid => Readings > 1 || IsSplit;

    public double Seconds => (Off - On).TotalSeconds;
}
