using EdgeGateway.Cli.Verify;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Cli.Verify;

public class ExactIntervalTests
{
    // Clopper and Pearson's own bounds: 0.025^(1/n) for n of n, and those that R's binom.test and poisson.test print.
    [Theory]
    [InlineData(50, 50, 0.9289, 1)]
    [InlineData(0, 10, 0, 0.3085)]
    [InlineData(8, 10, 0.4439, 0.9748)]
    [InlineData(95, 100, 0.8872, 0.9836)]
    [InlineData(1980, 2000, 0.9846, 0.9939)]
    public void ShareIsClopperAndPearsons(int hits, int n, double low, double high)
    {
        var interval = ExactInterval.OfShare(hits, n, 0.95);

        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Theory]
    [InlineData(0, 0, 3.6889)]
    [InlineData(5, 1.6235, 11.6683)]
    [InlineData(100, 81.3640, 121.6268)]
    public void EventsAreGarwoods(int events, double low, double high)
    {
        var interval = ExactInterval.OfEvents(events, 0.95);

        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Theory]
    [InlineData(0.97, 0.01, 150)]
    [InlineData(0.99, 0.002, 60)]
    [InlineData(0.85, 0.05, 400)]
    public void AccuracyOfAKnownSensorLiesInTheIntervalAsOftenAsItSays(double found, double extra, int n)
    {
        var random = new Random(7);
        var (inside, runs) = (0, 1000);
        var truth = 1 - Math.Abs(found + extra - 1);
        for (var run = 0; run < runs; run++)
        {
            var hits = Enumerable.Range(0, n).Count(_ => random.NextDouble() < found);
            var more = Enumerable.Range(0, n).Count(_ => random.NextDouble() < extra);
            var accuracy = DirectionAccuracy.Of(Direction.In, new DirectionMatch(n, hits + more, hits, n - hits, more, 0, 0));
            inside += truth >= accuracy.AccuracyLow!.Value - 0.0001 && truth <= accuracy.AccuracyHigh!.Value + 0.0001 ? 1 : 0;
        }

        Assert.True(inside >= 0.95 * runs, $"{inside} of {runs}");
    }
}
