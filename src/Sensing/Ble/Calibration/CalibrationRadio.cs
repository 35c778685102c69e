namespace EdgeGateway.Sensing;

/// <summary>A radio of a calibration: its adapter, and the zone it stands for.</summary>
public sealed record CalibrationRadio(string Adapter, string Zone)
{
    /// <summary>Reads <c>hci0=entrance</c>; null when it is not that.</summary>
    public static CalibrationRadio? TryParse(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && at < text.Length - 1 ? new CalibrationRadio(text[..at], text[(at + 1)..]) : null;
    }
}
