using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EdgeGateway.Events;

/// <summary>
/// Re-times an event that was stamped while the clock was not right: only the envelope's <c>time</c> and <c>clock</c> change, data hold durations.
/// Works on the bytes that <see cref="EventJson"/> writes; anything else stays as it is.
/// </summary>
public static class EventTiming
{
    private static readonly byte[] TimeMark = Encoding.UTF8.GetBytes("\",\"time\":\"");
    private static readonly byte[] BootMark = Encoding.UTF8.GetBytes(",\"bootid\":\"");
    private static readonly byte[] MonotonicMark = Encoding.UTF8.GetBytes("\",\"monotonic\":\"");
    private static readonly byte[] EstimateMark = Encoding.UTF8.GetBytes("\",\"clock\":\"estimated\",\"data\":");

    /// <summary>True for an event whose time is an estimate; says of which boot it is and how long after its beginning.</summary>
    public static bool TryReadEstimate(ReadOnlySpan<byte> json, out Guid bootId, out TimeSpan sinceBoot)
    {
        (bootId, sinceBoot) = (Guid.Empty, TimeSpan.Zero);
        if (!TryFind(json, out var time, out var boot, out var clock))
        {
            return false;
        }

        var rest = json[boot..clock];
        if (!Utf8Parser.TryParse(rest, out bootId, out var length) || !rest[length..].StartsWith(MonotonicMark)
            || !Utf8Parser.TryParse(rest[(length + MonotonicMark.Length)..], out long nanoseconds, out var digits)
            || digits != rest.Length - length - MonotonicMark.Length || nanoseconds < 0 || time <= 0)
        {
            return false;
        }

        sinceBoot = TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        return true;
    }

    /// <summary>The event with this time and <c>"clock":"synchronised"</c>; null when it has no estimate.</summary>
    public static byte[]? Correct(ReadOnlySpan<byte> json, DateTimeOffset time)
    {
        if (!TryFind(json, out var at, out _, out var clock))
        {
            return null;
        }

        var text = time.UtcDateTime.ToString(EventJson.TimeFormat, CultureInfo.InvariantCulture);
        var length = json[at..].IndexOf((byte)'"');
        var corrected = new byte[json.Length - length + text.Length + "synchronised".Length - "estimated".Length];
        json[..at].CopyTo(corrected);
        var end = at + Encoding.UTF8.GetBytes(text, corrected.AsSpan(at));
        var between = json[(at + length)..clock];
        between.CopyTo(corrected.AsSpan(end));
        end += between.Length;
        "\",\"clock\":\"synchronised"u8.CopyTo(corrected.AsSpan(end));
        end += "\",\"clock\":\"synchronised".Length;
        json[(clock + "\",\"clock\":\"estimated".Length)..].CopyTo(corrected.AsSpan(end));
        return corrected;
    }

    // The envelope stands before data, and a quotation mark inside a text is escaped: the first of each mark is the envelope's own.
    private static bool TryFind(ReadOnlySpan<byte> json, out int time, out int boot, out int clock)
    {
        (time, boot) = (0, 0);
        clock = json.IndexOf(EstimateMark);
        if (clock < 0)
        {
            return false;
        }

        (time, boot) = (json[..clock].IndexOf(TimeMark), json[..clock].IndexOf(BootMark));
        if (time < 0 || boot < time)
        {
            return false;
        }

        (time, boot) = (time + TimeMark.Length, boot + BootMark.Length);
        return true;
    }
}
