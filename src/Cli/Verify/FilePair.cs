namespace EdgeGateway.Cli.Verify;

/// <summary>Whether two files can be of the same people at the same time. Their seconds must begin at the same moment; nothing in them says so.</summary>
internal static class FilePair
{
    /// <summary>Of the shorter time, at least this much must lie within the other.</summary>
    private const double OverlapMin = 0.5;

    /// <summary>No door lets more people through within a window of 30 s; matching costs the square of it.</summary>
    private const int WithinWindowMax = 1000;

    /// <summary>With totals this close, and fewer pairs than <see cref="FoundMin"/>, the times are suspect and not the sensor.</summary>
    private const double AccuracyMin = 0.8;

    private const double FoundMin = 0.5;

    private const string Remedy = "t must count from the same moment in both, for example by giving the video's times in seconds since the recording's begin";

    /// <summary>Why these cannot be compared; empty when they can.</summary>
    public static string Problem(IReadOnlyList<SeenCrossing> manual, IReadOnlyList<SeenCrossing> counted, TimeSpan window)
    {
        if (manual.Count == 0 || counted.Count == 0)
        {
            return manual.Count == 0
                ? "nobody was counted: there is no crossing in --counts, and a certificate of nobody says nothing"
                : "there is no crossing in --crossings: nothing can be compared";
        }

        if (IsCrowded(manual, window) || IsCrowded(counted, window))
        {
            return FormattableString.Invariant($"more than {WithinWindowMax} people within {window.TotalSeconds:0.#} s: these are no times of a door");
        }

        var ((from, to), (itsFrom, itsTo)) = (Span(manual), Span(counted));
        var overlap = (to < itsTo ? to : itsTo) - (from > itsFrom ? from : itsFrom) + window;
        var shorter = to - from < itsTo - itsFrom ? to - from : itsTo - itsFrom;
        return overlap >= TimeSpan.Zero && overlap >= OverlapMin * shorter
            ? ""
            : FormattableString.Invariant(
                $"--counts goes from {from.TotalSeconds:0.#} to {to.TotalSeconds:0.#} s, --crossings from {itsFrom.TotalSeconds:0.#} to {itsTo.TotalSeconds:0.#} s: hardly the same time; {Remedy}");
    }

    /// <summary>The same of what was matched.</summary>
    public static string ProblemOfPairs(Certificate judged) => judged.Directions.All(one => one.Found + one.WrongWay == 0)
        ? $"nobody in --counts is within {FormattableString.Invariant($"{judged.WindowSeconds:0.#}")} s of a crossing in --crossings; {Remedy}"
        : "";

    /// <summary>What a reader of the certificate must be told.</summary>
    public static IEnumerable<string> Doubts(Certificate judged) => judged.Directions.Any(one => one.Accuracy >= AccuracyMin && one.FoundShare < FoundMin)
        ? [$"the totals agree, but fewer than half of the people are found at their times: do both files begin at the same moment? {Remedy}"]
        : [];

    private static bool IsCrowded(IReadOnlyList<SeenCrossing> all, TimeSpan window)
    {
        TimeSpan[] times = [.. all.Select(one => one.At).Order()];
        return times.Skip(WithinWindowMax).Where((at, i) => at - times[i] <= window).Any();
    }

    private static (TimeSpan From, TimeSpan To) Span(IReadOnlyList<SeenCrossing> all) => (all.Min(one => one.At), all.Max(one => one.At));
}
