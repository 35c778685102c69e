using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>One direction on the certificate. Shares are 0 to 1; null where nobody went that way.</summary>
/// <param name="Manual">n: people the technician counted.</param>
/// <param name="Counted">People the sensor counted.</param>
/// <param name="Error">Counted less manual.</param>
/// <param name="Accuracy">1 − |error| / n, at least 0: a missed person is set off against an extra one.</param>
/// <param name="AccuracyLow">What the accuracy of many such counts is at least, with 95 % confidence.</param>
/// <param name="FoundShare">Of the n people, those whom the sensor counted the right way: nothing is set off.</param>
/// <param name="FoundLow">Clopper-Pearson, 95 %.</param>
internal sealed record DirectionAccuracy(
    Direction Direction,
    int Manual,
    int Counted,
    int Error,
    double? Accuracy,
    double? AccuracyLow,
    double? AccuracyHigh,
    int Found,
    int Missed,
    int Extra,
    int WrongWay,
    double? FoundShare,
    double? FoundLow,
    double? FoundHigh)
{
    /// <summary>Fewer people, all of them counted right, leave room for an accuracy under 95 %: 0.025^(1/72) = 0.95.</summary>
    public const int ManualMin = 72;

    private const double Confidence = 0.95;

    public static DirectionAccuracy Of(Direction direction, DirectionMatch match)
    {
        var n = match.Manual;
        if (n == 0)
        {
            return new DirectionAccuracy(direction, 0, match.Counted, match.Counted, null, null, null, 0, 0, match.Extra + match.FromOther, match.WrongWay, null, null, null);
        }

        var error = match.Counted - n;
        var found = ExactInterval.OfShare(match.Found, n, Confidence);

        // Too few (missed or the wrong way) is a share of n, too many are events of their own. Each interval at 97.5 %, so that both hold at 95 % (Bonferroni).
        const double each = 1 - ((1 - Confidence) / 2);
        var few = ExactInterval.OfShare(n - match.Found, n, each);
        var many = ExactInterval.OfEvents(match.Counted - match.Found, each);
        var (errorLow, errorHigh) = ((many.Low / n) - few.High, (many.High / n) - few.Low);
        var worst = Math.Max(Math.Abs(errorLow), Math.Abs(errorHigh));
        var best = errorLow <= 0 && errorHigh >= 0 ? 0 : Math.Min(Math.Abs(errorLow), Math.Abs(errorHigh));
        return new DirectionAccuracy(
            direction, n, match.Counted, error, Share(1 - (Math.Abs(error) / (double)n)), Share(1 - worst), Share(1 - best),
            match.Found, match.Missed, match.Extra + match.FromOther, match.WrongWay, Share(match.Found / (double)n), Share(found.Low), Share(found.High));
    }

    private static double Share(double value) => Math.Round(Math.Clamp(value, 0, 1), 4);
}
