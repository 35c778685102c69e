using EdgeGateway.Cli.Verify;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Cli.Verify;

public class CrossingMatchTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    [Fact]
    public void EveryoneSeenByBothIsFoundAndTheHandsDelayIsTakenOut()
    {
        var sensor = Enumerable.Range(1, 10).Select(i => Seen(20 * i, Direction.In)).ToList();
        var match = CrossingMatch.Of([.. sensor.Select(one => one with { At = one.At + TimeSpan.FromSeconds(0.8) })], sensor, Window);

        Assert.Equal(new DirectionMatch(10, 10, 10, 0, 0, 0, 0), match.In);
        Assert.Equal(0.8, match.Lag.TotalSeconds, 0.001);
    }

    [Fact]
    public void MissedAndExtraAreNotSetOffAgainstEachOther()
    {
        var match = CrossingMatch.Of([Seen(10, Direction.In), Seen(30, Direction.In)], [Seen(10, Direction.In), Seen(60, Direction.In)], Window);

        Assert.Equal(new DirectionMatch(2, 2, 1, 1, 1, 0, 0), match.In);
    }

    [Fact]
    public void PersonCountedTheOtherWayIsNeitherMissedNorExtra()
    {
        var match = CrossingMatch.Of([Seen(10, Direction.In)], [Seen(10.4, Direction.Out)], Window);

        Assert.Equal(new DirectionMatch(1, 0, 0, 0, 0, 1, 0), match.In);
        Assert.Equal(new DirectionMatch(0, 1, 0, 0, 0, 0, 1), match.Out);
    }

    [Fact]
    public void TwoWhoMeetInTheDoorAreTwoWhicheverKeyCameFirst()
    {
        var match = CrossingMatch.Of([Seen(10, Direction.In), Seen(10.2, Direction.Out)], [Seen(9.9, Direction.Out), Seen(10.3, Direction.In)], Window);

        Assert.Equal((1, 1), (match.In.Found, match.Out.Found));
    }

    [Fact]
    public void CloseGroupIsPairedWithAsManyAsPossible()
    {
        // The nearest pair first would leave the first key and the last crossing alone.
        var match = CrossingMatch.Of([Seen(10, Direction.In), Seen(12, Direction.In)], [Seen(12.1, Direction.In), Seen(14.5, Direction.In)], Window);

        Assert.Equal(2, match.In.Found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EverybodyIsInOnePlace(int seed)
    {
        var random = new Random(seed);
        var manual = Random(random, 200);
        var counted = Random(random, 190);
        var match = CrossingMatch.Of(manual, counted, Window);

        foreach (var one in new[] { match.In, match.Out })
        {
            Assert.Equal(one.Manual, one.Found + one.Missed + one.WrongWay);
            Assert.Equal(one.Counted, one.Found + one.Extra + one.FromOther);
        }
    }

    private static List<SeenCrossing> Random(Random random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => Seen(random.NextDouble() * 600, random.Next(2) == 0 ? Direction.In : Direction.Out)).OrderBy(one => one.At)];

    private static SeenCrossing Seen(double seconds, Direction direction) => new(TimeSpan.FromSeconds(seconds), direction);
}
