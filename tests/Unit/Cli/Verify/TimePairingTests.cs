using EdgeGateway.Cli.Verify;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Cli.Verify;

public class TimePairingTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    [Fact]
    public void BandGivesThePairsOfTheFullTable()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var seconds = random.Next(1, 60);
            var (left, right) = (Random(random, random.Next(0, 12), seconds), Random(random, random.Next(0, 12), seconds));

            Assert.Equal(FullTable(left, right), TimePairing.Of(left, right, Window));
        }
    }

    [Fact]
    public void MostCrossingsThatThereMayBeASecondApartTakeLittleMemory()
    {
        SeenCrossing[] all = [.. Enumerable.Range(0, ManualCount.CrossingsMax).Select(i => new SeenCrossing(TimeSpan.FromSeconds(i), Direction.In))];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(all.Length, CrossingMatch.Of(all, all, Window).In.Found);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024 * 1024);
    }

    private static SeenCrossing[] Random(Random random, int count, int seconds) =>
        [.. Enumerable.Range(0, count).Select(_ => new SeenCrossing(TimeSpan.FromSeconds(seconds) * random.NextDouble(), Direction.In)).OrderBy(one => one.At)];

    // Every place of both lists, as it was solved at first: right, and 6 GB for a day.
    private static List<(SeenCrossing Left, SeenCrossing Right)> FullTable(SeenCrossing[] left, SeenCrossing[] right)
    {
        var costs = new double[left.Length + 1, right.Length + 1];
        for (var i = left.Length; i >= 0; i--)
        {
            for (var j = right.Length; j >= 0; j--)
            {
                costs[i, j] = i == left.Length ? right.Length - j
                    : j == right.Length ? left.Length - i
                    : Math.Min(costs[i + 1, j + 1] + Cost(left[i], right[j]), 1 + Math.Min(costs[i + 1, j], costs[i, j + 1]));
            }
        }

        var pairs = new List<(SeenCrossing, SeenCrossing)>();
        for (var (i, j) = (0, 0); i < left.Length && j < right.Length;)
        {
            if (costs[i, j] == costs[i + 1, j + 1] + Cost(left[i], right[j]))
                pairs.Add((left[i++], right[j++]));
            else if (costs[i, j] == 1 + costs[i + 1, j])
                i++;
            else
                j++;
        }

        return pairs;
    }

    private static double Cost(SeenCrossing left, SeenCrossing right)
    {
        var apart = (left.At - right.At).Duration();
        return apart <= Window ? 0.99 * (apart / Window) : double.PositiveInfinity;
    }
}
