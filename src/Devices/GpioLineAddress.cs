using System.Globalization;

namespace EdgeGateway.Devices;

/// <summary>One line of a GPIO chip, written as the kernel's tools count it: <c>gpiochip0:22</c>.</summary>
/// <param name="Chip">For example <c>gpiochip0</c> or a path.</param>
/// <param name="Offset">BCM number on a Pi.</param>
public readonly record struct GpioLineAddress(string Chip, int Offset)
{
    /// <summary>Null when the text is no address.</summary>
    public static GpioLineAddress? TryParse(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? new GpioLineAddress(text[..colon], offset)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Chip)}:{Offset}");
}
