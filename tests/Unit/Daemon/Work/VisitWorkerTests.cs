using EdgeGateway.Daemon.Doors;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Sensing;
using EdgeGateway.Visits;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeGateway.Tests.Unit.Daemon.Work;

public sealed class VisitWorkerTests : IDisposable
{
    private readonly SimulatedClock clock = new();
    private readonly SightingQueue queue = new(100);
    private readonly HeldOutbox outbox = new();
    private readonly VisitWorker worker;

    public VisitWorkerTests()
    {
        var tracker = new VisitTracker(new VisitOptions { Doors = ["front"] }, Guid.CreateVersion7, clock.SinceBoot);
        var desk = new DoorDesk(
            new DoorBook(DoorMemory.Nothing), tracker, new StoreDays(new OpeningHours(new HoursOptions()), clock), null, new DoorBoard(), clock, NullLogger<DoorDesk>.Instance);
        worker = new VisitWorker(
            queue, tracker, desk, new WallQuarters(clock, TimeSpan.FromMinutes(15)), new EventStamp("berlin-1", "gw-1", clock), outbox,
            new CommitPace(TimeSpan.Zero), clock, new WatchFeed(), new Progress(clock), NullLogger<VisitWorker>.Instance);
    }

    public void Dispose() => worker.Dispose();

    [Fact]
    public async Task WhatWasSensedIsStoredAlsoWhenTheHostHasNoPatienceLeft()
    {
        queue.Add(new DoorCrossing("front-beams", clock.SinceBoot, "front", "entrance", Direction.In, 0.9), default);
        await worker.StartAsync(default);
        await outbox.Asked;
        queue.Complete();

        // Whoever was stopped before, a web server with a long answer under way, has used it up.
        var stopped = worker.StopAsync(new CancellationToken(canceled: true));
        Assert.False(stopped.IsCompleted);
        outbox.LetGo();
        await stopped;

        Assert.Contains(outbox.Stored, one => one.Data is DoorCrossed { Door: "front" });
        Assert.Contains(outbox.Stored, one => one.Data is DoorTraffic);
    }
}
