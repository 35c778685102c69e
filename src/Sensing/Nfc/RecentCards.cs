namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// Which cards are on the reader or just were, so that one tap is told once. UIDs stay in memory, here, and only for
/// <paramref name="debounce"/>.
/// </summary>
internal sealed class RecentCards(TimeSpan debounce)
{
    /// <summary>Nobody holds more cards to a reader within a few seconds; the longest unseen makes room.</summary>
    public const int CardsMax = 16;

    private readonly List<(ReadOnlyMemory<byte> Uid, TimeSpan SeenAt)> cards = new(CardsMax);

    /// <summary>True when this card was not here within the debounce time. A card left lying stays known.</summary>
    public bool IsNew(ReadOnlyMemory<byte> uid, TimeSpan now)
    {
        cards.RemoveAll(card => now - card.SeenAt >= debounce);
        var known = cards.FindIndex(card => IsSame(card.Uid.Span, uid.Span));
        if (known >= 0)
            cards.RemoveAt(known);
        else if (cards.Count == CardsMax)
            cards.RemoveAt(0);

        cards.Add((uid, now));
        return known < 0;
    }

    /// <summary>The card could not be read to the end; seeing it again is news.</summary>
    public void Forget(ReadOnlyMemory<byte> uid) => cards.RemoveAll(card => IsSame(card.Uid.Span, uid.Span));

    // A phone draws a new UID whenever the field comes back (ISO/IEC 14443-3 section 6.5.4), and is still the same phone.
    private static bool IsSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.SequenceEqual(b) || (IsRandom(a) && IsRandom(b));

    private static bool IsRandom(ReadOnlySpan<byte> uid) => uid is [0x08, _, _, _];
}
