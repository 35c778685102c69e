using System.Globalization;

namespace EdgeGateway.Outbox;

/// <summary>What the age clock remembers over a restart; one value in <c>meta</c>.</summary>
/// <param name="BelievedMs">Unix milliseconds that it believed when this was written.</param>
/// <param name="LeapMs">How far the wall clock was from that, when that is a day or more; otherwise 0.</param>
/// <param name="HeldMs">For how long the leap has held.</param>
internal readonly record struct AgeNote(long BelievedMs, long LeapMs, long HeldMs)
{
    // The year 4000: no further than arithmetic with wall clocks is safe.
    private const long MsMost = 64_000_000_000_000;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{BelievedMs} {LeapMs} {HeldMs}");

    /// <summary>Null for anything else than what <see cref="Text"/> writes: then nothing is remembered.</summary>
    public static AgeNote? Read(string text)
    {
        if (text.Split(' ') is not [var believed, var leap, var held])
        {
            return null;
        }

        return Number(believed) is { } believedMs && Number(leap) is { } leapMs && Number(held) is { } heldMs ? new AgeNote(believedMs, leapMs, heldMs) : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is > -MsMost and < MsMost ? value : null;
}
