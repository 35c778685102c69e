using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>An outbox in memory on virtual time, whose writer runs when the test says so.</summary>
internal sealed class OutboxBench : IDisposable
{
    private readonly OutboxLog outbox;

    public OutboxBench(OutboxOptions? options = null)
    {
        Drafts = new Drafts(Time);
        var opening = OutboxLog.Open(
            (options ?? new OutboxOptions()) with { Path = SqliteStore.InMemory },
            Time,
            Drafts.Of,
            (path, pages) =>
            {
                Store = new FailingStore(SqliteStore.Open(path, pages));
                StoreOpened?.Invoke(Store);
                return Store;
            },
            hasThread: false);
        outbox = (OutboxLog)opening.Outbox;
    }

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    public Drafts Drafts { get; }

    public OutboxLog Outbox => outbox;

    public FailingStore Store { get; private set; } = null!;

    /// <summary>Called with every store that is opened after the first.</summary>
    public Action<FailingStore>? StoreOpened { get; set; }

    public long Append(params EventDraft[] drafts)
    {
        var append = outbox.AppendAsync(drafts, CancellationToken.None).AsTask();
        Run();
        Assert.True(append.Wait(TimeSpan.FromSeconds(60)), "the append was not decided by one run of the writer");
        return append.GetAwaiter().GetResult();
    }

    public void Run() => outbox.RunOnce();

    public void RunAfter(TimeSpan wait)
    {
        Run();
        Time.Advance(wait);
        Run();
    }

    public List<WaitingEvent> All(EventLane lane)
    {
        var events = new List<WaitingEvent>();
        while (outbox.Peek(lane, events.Count == 0 ? 0 : events[^1].Sequence, 100, events) > 0)
        {
        }

        return events;
    }

    public List<GatewayDropped> Ledger() =>
        [.. All(EventLane.Visit)
            .Where(waiting => waiting.Type == EventTypes.GatewayDropped)
            .Select(waiting => EventJson.TryRead(waiting.Json.Span, out var read, out var problem) ? (GatewayDropped)read.Data! : throw new InvalidDataException(problem))];

    /// <summary>Every number up to the last is either waiting, was removed on purpose up to <paramref name="removed"/>, or is in the ledger.</summary>
    public void AssertEveryNumberIsAccountedFor(long removed = 0)
    {
        var numbers = new SequenceSet();
        foreach (var lane in Enum.GetValues<EventLane>())
        {
            foreach (var waiting in All(lane))
            {
                Assert.False(numbers.Contains(waiting.Sequence));
                numbers.Add(waiting.Sequence);
            }
        }

        foreach (var range in Ledger().SelectMany(dropped => dropped.Ranges))
        {
            numbers.Add(range.First, range.Last);
        }

        if (removed > 0)
        {
            numbers.Add(1, removed);
        }

        Assert.Equal([new SequenceRange(1, outbox.NextSequence - 1)], numbers.Ranges);
    }

    public void Dispose() => outbox.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
