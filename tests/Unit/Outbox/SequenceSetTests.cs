using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Outbox;

public class SequenceSetTests
{
    [Fact]
    public void RangesThatTouchBecomeOne()
    {
        var set = new SequenceSet();
        set.Add(1, 3);
        set.Add(7, 9);
        set.Add(4, 6);

        Assert.Equal([new SequenceRange(1, 9)], set.Ranges);
    }

    [Fact]
    public void TakingOutTheMiddleLeavesBothEnds()
    {
        var set = new SequenceSet();
        set.Add(1, 10);
        set.Remove(4, 6);

        Assert.Equal([new SequenceRange(1, 3), new SequenceRange(7, 10)], set.Ranges);
        Assert.Equal(3, set.EndOfRangeAt(2));
        Assert.Equal(4, set.EndOfRangeAt(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AgreesWithAPlainSetWhateverIsAddedAndRemoved(int seed)
    {
        var random = new Random(seed);
        var (set, plain) = (new SequenceSet(), new HashSet<long>());
        for (var step = 0; step < 2000; step++)
        {
            var first = random.NextInt64(1, 200);
            var last = first + random.NextInt64(0, 12);
            var numbers = Enumerable.Range((int)first, (int)(last - first + 1)).Select(number => (long)number);
            if (random.Next(3) == 0)
            {
                set.Remove(first, last);
                plain.ExceptWith(numbers);
            }
            else
            {
                set.Add(first, last);
                plain.UnionWith(numbers);
            }

            Assert.Equal(plain.Count, set.Count);
            var probe = random.NextInt64(1, 220);
            Assert.Equal(plain.Contains(probe), set.Contains(probe));
        }

        Assert.Equal(plain.Order(), set.Ranges.SelectMany(range => Enumerable.Range((int)range.First, (int)range.Count).Select(number => (long)number)));
        Assert.All(set.Ranges.Zip(set.Ranges.Skip(1)), pair => Assert.True(pair.First.Last + 1 < pair.Second.First));
    }
}
