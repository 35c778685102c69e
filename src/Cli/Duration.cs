using System.Globalization;

namespace EdgeGateway.Cli;

/// <summary>Seconds as people say them: <c>4 s</c>, <c>3 min</c>, <c>5 h</c>, <c>2 d</c>.</summary>
internal static class Duration
{
    public static string Text(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 90 * 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 36 * 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86400:0} d"),
    };
}
