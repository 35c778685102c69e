using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Tests.Unit.Hub;

public class SequenceSetTests
{
    [Fact]
    public void NumbersInOrderAreOneRange()
    {
        var set = new SequenceSet();
        for (var n = 1; n <= 1000; n++)
        {
            set.Add(new SequenceRange(n, n));
        }

        Assert.Equal([new SequenceRange(1, 1000)], set.Ranges);
        Assert.Equal(1000, set.CompleteTo);
    }

    [Fact]
    public void ANumberThatClosesAHoleJoinsItsNeighbours()
    {
        var set = new SequenceSet();
        set.Add(new SequenceRange(1, 4));
        set.Add(new SequenceRange(6, 9));

        Assert.Equal(new SequenceRange(1, 9), set.Add(new SequenceRange(5, 5)));
        Assert.Equal(9, set.Count);
    }

    [Fact]
    public void WithoutNumberOneNothingIsComplete()
    {
        var set = new SequenceSet();
        set.Add(new SequenceRange(2, 50));

        Assert.Equal(0, set.CompleteTo);
        Assert.Equal([new SequenceRange(1, 1), new SequenceRange(51, 60)], set.Missing(new SequenceRange(1, 60)));
    }

    [Fact]
    public void ALaneThatFillsTheGapsOfALongBacklogIsTakenAsFastAsTheFirst()
    {
        const int Numbers = 400_000;
        var (set, clock) = (new SequenceSet(), System.Diagnostics.Stopwatch.StartNew());
        foreach (var first in (int[])[2, 1])
        {
            for (var n = first; n <= Numbers; n += 2)
            {
                set.Add(new SequenceRange(n, n));
            }
        }

        Assert.Equal([new SequenceRange(1, Numbers)], set.Ranges);
        // A fraction of a second; where every range behind a filled gap is moved, half a minute.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261130)]
    public void AgreesWithAPlainSetOverThousandsOfRanges(int seed)
    {
        var random = new Random(seed);
        var (set, plain) = (new SequenceSet(), new SortedSet<long>());
        for (var round = 0; round < 20_000; round++)
        {
            var first = random.Next(1, 40_000);
            var range = new SequenceRange(first, first + (random.Next(200) == 0 ? random.Next(3000) : 0));
            var whole = set.Add(range);
            for (var n = range.First; n <= range.Last; n++)
            {
                plain.Add(n);
            }

            Assert.True(whole.First <= range.First && whole.Last >= range.Last && set.TryRangeFrom(whole.First, out var found) && found == whole);
            Assert.Equal(plain.Count, set.Count);
            Assert.Equal(plain.Contains(first + 5), set.Contains(first + 5));
        }

        var within = new SequenceRange(300, 39_000);
        Assert.Equal(plain.GetViewBetween(300, 39_000).Count, set.CountWithin(within));
        Assert.Equal(within.Count, set.CountWithin(within) + set.Missing(within).Sum(missing => missing.Count));
        Assert.All(set.Ranges.Zip(set.Ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    [InlineData(7)]
    public void AgreesWithAPlainSetOverAnyRangesInAnyOrder(int seed)
    {
        var random = new Random(seed);
        var (set, plain) = (new SequenceSet(), new HashSet<long>());
        for (var round = 0; round < 400; round++)
        {
            var first = random.Next(1, 300);
            var range = new SequenceRange(first, first + random.Next(0, 6));
            set.Add(range);
            for (var n = range.First; n <= range.Last; n++)
            {
                plain.Add(n);
            }

            var low = random.Next(1, 320);
            var within = new SequenceRange(low, low + random.Next(0, 40));
            Assert.Equal(plain.Count, set.Count);
            Assert.Equal(plain.Contains(low), set.Contains(low));
            Assert.Equal(plain.Count(n => n >= within.First && n <= within.Last), set.CountWithin(within));
            Assert.Equal(Enumerable.Range(1, 310).Count(n => !plain.Contains(n)), set.Missing(new SequenceRange(1, 310)).Sum(missing => missing.Count));
            Assert.All(set.Ranges.Zip(set.Ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
        }
    }
}
