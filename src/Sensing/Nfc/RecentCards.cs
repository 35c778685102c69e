namespace EdgeGateway.Sensing.Nfc;

/// <summary>
/// Which cards are on the reader or just were, so that one tap is told once. UIDs stay in memory, here, and only for
/// <paramref name="debounce"/>.
/// </summary>
internal sealed class RecentCards(TimeSpan debounce)
{
    /// <summary>Nobody holds more cards to a reader within a few seconds; the longest unseen makes room.</summary>
    public const int CardsMax = 16;

    private readonly List<(TagFound Tag, TimeSpan SeenAt)> cards = new(CardsMax);

    /// <summary>True when this card was not here within the debounce time. A card left lying stays known.</summary>
    public bool IsNew(TagFound tag, TimeSpan now)
    {
        Expire(now);
        var known = cards.FindIndex(card => IsSame(card.Tag, tag));
        if (known >= 0)
            cards.RemoveAt(known);
        else if (cards.Count == CardsMax)
            cards.RemoveAt(0);

        cards.Add((tag, now));
        return known < 0;
    }

    /// <summary>Whether a card may still be lying there.</summary>
    public bool Any(TimeSpan now)
    {
        Expire(now);
        return cards.Count > 0;
    }

    /// <summary>The card could not be read to the end; seeing it again is news.</summary>
    public void Forget(TagFound tag) => cards.RemoveAll(card => IsSame(card.Tag, tag));

    private void Expire(TimeSpan now) => cards.RemoveAll(card => now - card.SeenAt >= debounce);

    // A phone draws a new number whenever the field comes back, and is still the same phone.
    private static bool IsSame(TagFound a, TagFound b) =>
        a.Technology == b.Technology && (a.Uid.Span.SequenceEqual(b.Uid.Span) || (a.IsDrawnAnew && b.IsDrawnAnew));
}
