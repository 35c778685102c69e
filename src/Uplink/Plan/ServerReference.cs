namespace EdgeGateway.Uplink;

/// <summary>
/// Reads an MQTT 5.0 Server Reference (section 4.13: <c>host</c>, <c>host:port</c>, <c>[ipv6]:port</c>, several with spaces between; the first counts).
/// A full address is taken as well. Security is never given up: the scheme stays, and a reference to a lesser one is not followed.
/// </summary>
internal static class ServerReference
{
    private const int LengthMax = 1024;

    public static Uri? TryRead(string? reference, Uri from)
    {
        if (reference is not { Length: > 0 and <= LengthMax } || reference.AsSpan().Trim().IsEmpty)
        {
            return null;
        }

        var first = reference.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        var text = first.Contains("://", StringComparison.Ordinal) ? first : $"{from.Scheme}://{first}{PathOf(from)}";
        return Uri.TryCreate(text, UriKind.Absolute, out var target) && target.Scheme == from.Scheme && target.Host.Length > 0
            && target.UserInfo.Length == 0 && target.Query.Length == 0
            ? target
            : null;
    }

    private static string PathOf(Uri server) => server.Scheme is "ws" or "wss" ? server.AbsolutePath : "";
}
