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
