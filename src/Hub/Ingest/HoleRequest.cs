using System.Globalization;
using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>The last request for an epoch's missing numbers, and what the gateway said to it.</summary>
/// <param name="Attempts">How often the epoch has been asked without anything coming of it, this time included.</param>
/// <param name="AnsweredAt">Null while the gateway has not answered.</param>
/// <param name="Again">How many numbers it said are on their way.</param>
/// <param name="Gone">How many it said are gone.</param>
/// <param name="Problem">Why it refused, or what cannot be; empty when all is well.</param>
internal sealed record HoleRequest(
    int Attempts, DateTimeOffset At, IReadOnlyList<SequenceRange> Ranges, DateTimeOffset? AnsweredAt = null, long Again = 0, long Gone = 0, string Problem = "")
{
    /// <summary>A gateway's sentence is kept no longer than this.</summary>
    public const int ProblemLettersMax = 200;

    /// <summary>The ranges as the database has them: <c>4-9,12-12</c>.</summary>
    public string RangesText => string.Join(',', Ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")));

    public static IReadOnlyList<SequenceRange> ReadRanges(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(range => range.Split('-'))
            .Select(ends => new SequenceRange(long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[1], CultureInfo.InvariantCulture))),
    ];
}
