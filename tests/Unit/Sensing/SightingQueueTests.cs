using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing;

public class SightingQueueTests
{
    [Fact]
    public async Task CrossingThatFindsTheQueueFullWhileTheGatewayStopsIsKept()
    {
        var (queue, stopped) = (new SightingQueue(1), new CancellationToken(canceled: true));
        queue.Add(Crossing(1), stopped);
        var adding = Task.Factory.StartNew(
            () =>
            {
                queue.Add(Crossing(2), stopped);
                queue.Complete();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var seen = new List<double>();
        await foreach (var sighting in queue.Reader.ReadAllAsync())
        {
            seen.Add(sighting.At.TotalSeconds);
        }

        await adding;
        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public void ConsumerThatTakesNothingAnyMoreDoesNotHoldUpTheStop()
    {
        var (queue, stopped) = (new SightingQueue(1), new CancellationToken(canceled: true));
        queue.Add(Crossing(1), stopped);
        queue.Add(Crossing(2), stopped);
        Assert.Equal(1, queue.Reader.Count);
    }

    private static DoorCrossing Crossing(int second) => new("beam", TimeSpan.FromSeconds(second), "front", "entrance", Direction.In, 0.9);
}
