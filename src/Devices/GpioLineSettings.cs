namespace EdgeGateway.Devices;

/// <summary>How a GPIO line is requested.</summary>
/// <param name="Chip">For example <c>gpiochip0</c> or a path.</param>
/// <param name="Offset">Line number on the chip; BCM number on a Pi.</param>
public sealed record GpioLineSettings(string Chip, int Offset)
{
    /// <summary>Active means low: right for open-collector beam sensors with a pull-up.</summary>
    public bool ActiveLow { get; init; }

    public GpioBias Bias { get; init; } = GpioBias.AsIs;

    /// <summary>Kernel debounce; zero for none.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(2);
}
