using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>Makes the certificate of two lists of crossings.</summary>
internal static class Verification
{
    /// <param name="about">Where and when; its figures are filled in.</param>
    public static Certificate Judge(Certificate about, IReadOnlyList<SeenCrossing> manual, IReadOnlyList<SeenCrossing> counted)
    {
        var match = CrossingMatch.Of(manual, counted, TimeSpan.FromSeconds(about.WindowSeconds));
        DirectionAccuracy[] directions = [DirectionAccuracy.Of(Direction.In, match.In), DirectionAccuracy.Of(Direction.Out, match.Out)];
        return about with
        {
            LagSeconds = Math.Round(match.Lag.TotalSeconds, 2),
            Directions = directions,
            Remarks = [.. directions.Where(one => one.Manual < DirectionAccuracy.ManualMin).Select(TooFew), .. about.Remarks],
        };
    }

    private static string TooFew(DirectionAccuracy one)
    {
        var way = one.Direction == Direction.In ? "in" : "out";
        return one.Manual == 0
            ? $"{way}: nobody went this way; nothing is known about it"
            : FormattableString.Invariant(
                $"{way}: {one.Manual} {(one.Manual == 1 ? "person is" : "people are")} too few. Without a single error the interval would still reach down to {100 * Math.Pow(0.025, 1.0 / one.Manual):0} %; count {DirectionAccuracy.ManualMin} for 95 %, 183 for 98 %");
    }
}
