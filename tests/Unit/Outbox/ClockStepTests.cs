using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>A wall clock that is stepped by hours while the outbox is open drops nothing and ages nothing wrongly.</summary>
public sealed class ClockStepTests : IDisposable
{
    private readonly SteppedTime time = new();
    private readonly Drafts drafts;
    private readonly OutboxLog outbox;

    public ClockStepTests()
    {
        drafts = new Drafts(time);
        outbox = (OutboxLog)OutboxLog.Open(
            new OutboxOptions { Path = SqliteStore.InMemory }, time, drafts.Of, SqliteStore.Open, hasThread: false).Outbox;
    }

    public void Dispose() => outbox.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Theory]
    [InlineData(-12)]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(12)]
    public void AStepByHoursDropsNothing(int hours)
    {
        for (var i = 0; i < 5; i++)
        {
            Append();
            time.Step += TimeSpan.FromHours(hours);
            time.Advance(TimeSpan.FromMinutes(2)); // the age is looked at once a minute
            outbox.RunOnce();
        }

        Assert.Equal((5, 0), (outbox.Status.Waiting, outbox.Status.DroppedEvents));
        Assert.True(outbox.Status.OldestSeconds >= 0);
    }

    [Fact]
    public void WhileTheClockIsAnEstimateNothingHasAnAge()
    {
        drafts.Clock = ClockQuality.Estimated;
        Append();
        time.Step += TimeSpan.FromDays(20_000); // 1970 becomes today
        Append();
        time.Advance(TimeSpan.FromMinutes(2));
        outbox.RunOnce();

        Assert.Equal((2, 0), (outbox.Status.Waiting, outbox.Status.DroppedEvents));
    }

    private void Append()
    {
        var append = outbox.AppendAsync(drafts.Visit(), CancellationToken.None).AsTask();
        outbox.RunOnce();
        Assert.True(append.Wait(TimeSpan.FromSeconds(60)), "the append was not decided by one run of the writer");
    }

    private sealed class SteppedTime : TimeProvider
    {
        private readonly VirtualTime steady = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => steady.TimestampFrequency;

        public override long GetTimestamp() => steady.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => steady.GetUtcNow() + Step;

        public void Advance(TimeSpan by) => steady.Advance(by);
    }
}
