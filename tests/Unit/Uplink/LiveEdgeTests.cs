using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

public class LiveEdgeTests
{
    private readonly LiveEdge edge = new(100, TimeSpan.Zero);

    [Fact]
    public void WhatIsOlderThanHalfAMinuteIsBacklog()
    {
        edge.Note(150, Seconds(10));
        edge.Note(151, Seconds(500));
        edge.Note(152, Seconds(520));

        Assert.Equal(150, edge.At(Seconds(529)));
        Assert.Equal(151, edge.At(Seconds(530)));
        Assert.Equal(152, edge.At(Seconds(551)));
    }

    [Fact]
    public void WhatWasThereBeforeTheProcessIsBacklogHoweverSoonTheConnectionComes() => Assert.Equal(100, edge.At(Seconds(1)));

    [Fact]
    public void AnEventRightAfterTheStartIsLive()
    {
        edge.Note(102, Seconds(2));
        Assert.Equal(100, edge.At(Seconds(3)));
    }

    [Fact]
    public void ABurstWithinOneSecondGrowsOldTogether()
    {
        edge.Note(110, Seconds(50));
        edge.Note(5000, Seconds(50.4));
        Assert.Equal(5000, edge.At(Seconds(1000)));
    }

    [Fact]
    public void AYearOfEventsIsHalfAMinuteOfMemory()
    {
        for (var second = 1; second < 100_000; second++)
        {
            edge.Note(100 + second, Seconds(second));
        }

        Assert.Equal(100 + 99_999 - 30, edge.At(Seconds(99_999)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
