namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Which of several visits of one person is where the person is. Told from the words alone, in the order of their times, so that the order in
/// which they came does not matter; with the gateways' own hysteresis, so that somebody between two of them stays in one place.
/// </summary>
internal static class NearestVisit
{
    /// <summary>A gateway speaks at least every minute, two at most; one that has been silent for longer hears nothing, or is gone.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(150);

    /// <summary>What a gateway that hears nothing is taken to hear.</summary>
    private const double SilenceDbm = -110;

    /// <param name="words">Of at least one visit, by time.</param>
    /// <param name="first">Where the person was before the first word; null when it is not known: then there, where the first word is from.</param>
    public static long Of(IReadOnlyList<HeardWord> words, long? first, PlaceOptions options)
    {
        var latest = new Dictionary<long, HeardWord>();
        var here = first ?? words[0].Visit;
        (long Visit, DateTimeOffset Since)? next = null;
        foreach (var word in words)
        {
            latest[word.Visit] = word;
            var (best, dbm) = Loudest(latest.Values, except: here, word.At);
            var hereDbm = latest.TryGetValue(here, out var there) ? StrengthOf(there, word.At) : SilenceDbm;
            if (best is null || dbm <= SilenceDbm || dbm < hereDbm + options.MoveMarginDb)
            {
                next = null;
                continue;
            }

            next = next?.Visit == best ? next : (best.Value, word.At);
            if (word.At - next.Value.Since >= options.MoveAfter)
            {
                (here, next) = (best.Value, null);
            }
        }

        return here;
    }

    private static (long? Visit, double Dbm) Loudest(IEnumerable<HeardWord> words, long except, DateTimeOffset now)
    {
        (long? Visit, double Dbm) best = (null, SilenceDbm);
        foreach (var word in words)
        {
            var dbm = StrengthOf(word, now);
            if (word.Visit != except && (dbm > best.Dbm || (dbm == best.Dbm && word.Visit < best.Visit)))
            {
                best = (word.Visit, dbm);
            }
        }

        return best;
    }

    private static double StrengthOf(HeardWord word, DateTimeOffset now) => now - word.At > SilentAfter ? SilenceDbm : word.Dbm ?? SilenceDbm;
}
