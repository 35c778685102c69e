using System.Globalization;

namespace EdgeGateway.Devices;

/// <summary>How a controller on a serial line is written where an adapter is named: <c>h4:/dev/ttyAMA1:1000000</c>, with <c>:rtscts</c> for flow control.</summary>
/// <param name="Path">The serial line's device file.</param>
/// <param name="Baud">115200 when left out.</param>
/// <param name="FlowControl">RTS and CTS are wired; above 115200 baud a controller needs them.</param>
public readonly record struct H4Address(string Path, int Baud, bool FlowControl)
{
    private const string Prefix = "h4:";
    private const int BaudDefault = 115_200;

    /// <summary>True when <paramref name="adapter"/> means a serial line at all.</summary>
    public static bool IsMeant(string adapter) => adapter.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Null when it is not written as it should be.</summary>
    public static H4Address? TryParse(string adapter)
    {
        var parts = adapter.Split(':');
        var isFlow = parts is [_, _, _, "rtscts"];
        return IsMeant(adapter) && parts.Length - (isFlow ? 1 : 0) is 2 or 3 && parts[1].Length > 0
            ? parts.Length == 2 ? new H4Address(parts[1], BaudDefault, FlowControl: false)
            : int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var baud) && baud > 0 ? new H4Address(parts[1], baud, isFlow)
            : null
            : null;
    }
}
