using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Client;

namespace EdgeGateway.Tests.Unit.Mqtt.Client;

public class InFlightTableTests
{
    [Fact]
    public void TheWindowIsWhatTheBrokerGave()
    {
        var table = new InFlightTable(3, [], []);
        ushort[] ids = [table.Begin(InFlightState.Puback, 10, null, out _), table.Begin(InFlightState.Puback, 11, null, out _), table.Begin(InFlightState.Puback, 12, null, out _)];

        Assert.Equal([1, 2, 3], ids);
        Assert.Equal(0, table.FreeCount);
        Assert.Equal(3, table.UnderWay);
    }

    [Fact]
    public void AnyOrderOfAcknowledgementsFreesIdentifiersForAnotherRound()
    {
        var table = new InFlightTable(1000, [], []);
        var random = new Random(1);
        var underWay = new Dictionary<ushort, long>();
        for (long tag = 0; tag < 20_000; tag++)
        {
            if (table.FreeCount == 0 || random.Next(3) == 0 && underWay.Count > 0)
            {
                var id = underWay.Keys.ElementAt(random.Next(underWay.Count));
                Assert.True(table.End(id, out var ended, out _));
                Assert.Equal(underWay[id], ended);
                underWay.Remove(id);
            }

            Assert.True(underWay.TryAdd(table.Begin(InFlightState.Puback, tag, null, out _), tag), "An identifier was given twice.");
            Assert.Equal(underWay.Count, table.UnderWay);
        }
    }

    [Fact]
    public void TheLargestWindowLeavesIdentifiersForSubscriptions()
    {
        var table = new InFlightTable(ushort.MaxValue, [], []);
        var highest = 0;
        while (table.FreeCount > 0) highest = Math.Max(highest, table.Begin(InFlightState.Puback, 0, null, out _));

        Assert.Equal(InFlightTable.ControlIdFirst - 1, highest);
    }

    [Fact]
    public void AResumedMessageKeepsItsIdentifierAndItsPlaceInTheWindow()
    {
        var table = new InFlightTable(2, [new ResumedMessage(900, Tag: 7, IsReleased: true, HasTag: true)], []);

        Assert.Equal(1, table.FreeCount);
        Assert.Equal(InFlightState.Pubcomp, table.State(900));
        Assert.True(table.End(900, out var tag, out _));
        Assert.Equal(7, tag);
        Assert.Equal(2, table.FreeCount);
    }

    [Fact]
    public void OfALostConnectionOnlyQos2IsToBeResumed()
    {
        var table = new InFlightTable(10, [], []);
        table.Begin(InFlightState.Puback, 1, null, out _);
        var received = table.Begin(InFlightState.Pubrec, 2, null, out _);
        var released = table.Begin(InFlightState.Pubrec, 3, null, out _);
        table.Release(released);
        var awaiter = new TaskCompletionSource<ReasonCode>();
        var awaited = table.Begin(InFlightState.Pubrec, 0, awaiter, out _);

        var awaiters = new List<TaskCompletionSource<ReasonCode>>();
        var resumable = table.Abandon(awaiters);

        Assert.Equal(
            [
                new ResumedMessage(received, 2, IsReleased: false, HasTag: true),
                new ResumedMessage(released, 3, IsReleased: true, HasTag: true),
                new ResumedMessage(awaited, 0, IsReleased: true, HasTag: false),
            ],
            resumable);
        Assert.Equal([awaiter], awaiters);
    }

    [Fact]
    public void AnIdentifierThatWasNeverGivenIsFree()
    {
        var table = new InFlightTable(2, [], []);

        Assert.Equal(InFlightState.Free, table.State(2));
        Assert.Equal(InFlightState.Free, table.State(65_535));
    }

    [Fact]
    public void AMessageWithoutPubackKeepsItsIdentifierForTheNextConnection()
    {
        var first = new InFlightTable(4, [], []);
        ushort[] ids = [.. Enumerable.Range(10, 3).Select(tag => first.Begin(InFlightState.Puback, tag, null, out _))];
        first.End(ids[1], out _, out _);
        var second = new InFlightTable(4, [], first.Unacknowledged());

        Assert.Equal(4, second.FreeCount);
        Assert.DoesNotContain(second.Begin(InFlightState.Puback, 99, null, out var isRepeat), new List<ushort> { ids[0], ids[2] });
        Assert.False(isRepeat);
        Assert.Equal((ids[2], true), (second.Begin(InFlightState.Puback, 12, null, out isRepeat), isRepeat));
        Assert.Equal((ids[0], true), (second.Begin(InFlightState.Puback, 10, null, out isRepeat), isRepeat));
        Assert.Equal(1, second.FreeCount);
    }

    [Fact]
    public void AMessageThatNeverComesAgainDoesNotKeepItsIdentifierFromOthers()
    {
        var first = new InFlightTable(3, [], []);
        for (var tag = 0; tag < 3; tag++) first.Begin(InFlightState.Puback, tag, null, out _);
        var second = new InFlightTable(3, [], first.Unacknowledged());
        var ids = new HashSet<ushort>();
        for (var tag = 50; tag < 53; tag++)
        {
            ids.Add(second.Begin(InFlightState.Puback, tag, null, out var isRepeat));
            Assert.False(isRepeat);
        }

        Assert.Equal((3, 0), (ids.Count, second.FreeCount));
    }

    [Fact]
    public void ASmallerWindowHoldsNoMoreThanItsSize()
    {
        var first = new InFlightTable(100, [], []);
        for (var tag = 0; tag < 100; tag++) first.Begin(InFlightState.Puback, tag, null, out _);

        Assert.Equal(5, new InFlightTable(5, [], first.Unacknowledged()).FreeCount);
    }
}
