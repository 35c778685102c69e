namespace EdgeGateway.Devices;

/// <summary>How GPIO lines are requested: one kernel request for all of them, with the same settings.</summary>
/// <param name="Chip">For example <c>gpiochip0</c> or a path.</param>
/// <param name="Offsets">Line numbers on the chip; BCM numbers on a Pi. At least one, none twice.</param>
public sealed record GpioLinesSettings(string Chip, IReadOnlyList<int> Offsets)
{
    /// <summary>Active means low: right for open-collector beam sensors with a pull-up.</summary>
    public bool ActiveLow { get; init; }

    public GpioBias Bias { get; init; } = GpioBias.AsIs;

    /// <summary>Kernel debounce; zero for none.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(2);
}
