using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>
/// Which of the sensor's crossings is which of the technician's. Each direction for itself: as many pairs within the window as there can be, and of
/// these the nearest in time. What is left over in both lists with opposite directions within the window went the wrong way.
/// </summary>
/// <param name="Lag">By how much the technician's keys come after the sensor; taken out before the final matching.</param>
internal sealed record CrossingMatch(DirectionMatch In, DirectionMatch Out, TimeSpan Lag)
{
    private const int LagPairsMin = 5;

    public static CrossingMatch Of(IReadOnlyList<SeenCrossing> manual, IReadOnlyList<SeenCrossing> counted, TimeSpan window)
    {
        // A hand is later than a beam, always by about the same: the first look finds by how much, the second one judges.
        var lags = Pairs(manual, counted, window).Select(pair => (pair.Manual.At - pair.Counted.At).TotalSeconds).Order().ToList();
        var lag = lags.Count < LagPairsMin ? TimeSpan.Zero : TimeSpan.FromSeconds(lags[lags.Count / 2]);
        var settled = manual.Select(one => one with { At = one.At - lag }).ToList();
        var pairs = Pairs(settled, counted, window);
        var (missed, extra) = (Without(settled, pairs.Select(pair => pair.Manual)), Without(counted, pairs.Select(pair => pair.Counted)));
        var (wrongIn, wrongOut) = (TakeWrongWay(missed, extra, Direction.In, window), TakeWrongWay(missed, extra, Direction.Out, window));
        return new CrossingMatch(Sum(Direction.In, wrongIn, wrongOut), Sum(Direction.Out, wrongOut, wrongIn), lag);

        // Someone who went in and was counted out is one missed way in, and one extra way out.
        DirectionMatch Sum(Direction direction, int wrong, int wrongFromOther) => new(
            manual.Count(one => one.Direction == direction),
            counted.Count(one => one.Direction == direction),
            pairs.Count(pair => pair.Manual.Direction == direction),
            missed.Count(one => one.Direction == direction),
            extra.Count(one => one.Direction == direction),
            wrong,
            wrongFromOther);
    }

    private static List<(SeenCrossing Manual, SeenCrossing Counted)> Pairs(IReadOnlyList<SeenCrossing> manual, IReadOnlyList<SeenCrossing> counted, TimeSpan window) =>
    [
        .. new[] { Direction.In, Direction.Out }.SelectMany(direction => TimePairing.Of(
            [.. manual.Where(one => one.Direction == direction).OrderBy(one => one.At)],
            [.. counted.Where(one => one.Direction == direction).OrderBy(one => one.At)],
            window)),
    ];

    private static List<SeenCrossing> Without(IReadOnlyList<SeenCrossing> all, IEnumerable<SeenCrossing> taken)
    {
        var counts = taken.CountBy(one => one).ToDictionary();
        var left = new List<SeenCrossing>();
        foreach (var one in all)
        {
            if (counts.TryGetValue(one, out var more) && more > 0)
            {
                counts[one] = more - 1;
            }
            else
            {
                left.Add(one);
            }
        }

        return left;
    }

    private static int TakeWrongWay(List<SeenCrossing> missed, List<SeenCrossing> extra, Direction manual, TimeSpan window)
    {
        var pairs = TimePairing.Of(
            [.. missed.Where(one => one.Direction == manual).OrderBy(one => one.At)],
            [.. extra.Where(one => one.Direction != manual).OrderBy(one => one.At)],
            window);
        foreach (var (mine, its) in pairs)
        {
            missed.Remove(mine);
            extra.Remove(its);
        }

        return pairs.Count;
    }
}
