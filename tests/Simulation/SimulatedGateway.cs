using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Simulation;

/// <summary>The gateway's process: the real outbox log on a simulated disk and the real uplink state on a simulated link.</summary>
internal sealed class SimulatedGateway
{
    public const string Store = "berlin-1";
    public const string Name = "gw-1";

    private readonly VirtualTime time;
    private readonly Random random;
    private readonly OutboxOptions outboxOptions;
    private readonly UplinkOptions uplinkOptions;
    private readonly StoreVisitors visitors;
    private readonly BrokenRule broken;
    private readonly List<(PendingAppend Append, Guid Epoch)> pending = [];
    private OutboxLog outbox = null!;

    public SimulatedGateway(
        VirtualTime time, Random random, SimulatedDisk disk, OutboxOptions outboxOptions, UplinkOptions uplinkOptions, BrokenRule broken)
    {
        (this.time, this.random, this.outboxOptions, this.uplinkOptions, this.broken) = (time, random, outboxOptions, uplinkOptions, broken);
        (Disk, Clock, visitors) = (disk, new GatewayClock(time, random), new StoreVisitors(random, broken == BrokenRule.IdentifierLeaks));
        Order = new SendOrder { HasCaps = outboxOptions.SizeBytesMax < 100_000_000 || outboxOptions.AgeMax < TimeSpan.FromDays(30) };
        Start();
    }

    public SimulatedDisk Disk { get; }

    public GatewayClock Clock { get; }

    public PrivacyTier Tier => visitors.Tier;

    public SendOrder Order { get; }

    public UplinkState State { get; private set; } = null!;

    public IOutbox Outbox => outbox;

    /// <summary>Everything that an append has returned a number for.</summary>
    public List<(Guid Epoch, long Sequence, Guid Id)> Accepted { get; } = [];

    public List<string> Said { get; } = [];

    /// <summary>Nothing waits for the disk.</summary>
    public bool IsQuiet => pending.Count == 0 && outbox.Status.Held == 0;

    /// <summary>The process is killed and started again: memory is gone, the disk stays.</summary>
    public void Start()
    {
        pending.Clear();
        var opening = OutboxLog.Open(
            outboxOptions with { Path = SqliteStore.InMemory }, Clock, Draft, (_, _) => Disk.Open(), hasThread: false);
        outbox = (OutboxLog)opening.Outbox;
        if (broken != BrokenRule.BacklogFirst)
        {
            outbox.Appended += () => State.Appended(time.Elapsed);
        }

        if (State is { } before && before.Epoch != outbox.Epoch)
        {
            Order.BeginEpoch();
        }

        NewState();
    }

    public void Append(int atMost = 3) => Append([.. Enumerable.Range(0, random.Next(1, atMost + 1)).Select(_ => visitors.Happening())]);

    public void Append(params IReadOnlyList<EventData> happened)
    {
        var append = new PendingAppend([.. happened.Select(Draft)]);
        if (outbox.TryAppend(append) is null)
        {
            pending.Add((append, outbox.Epoch));
        }
    }

    /// <summary>Runs the writer; true when the outbox has begun a new epoch and the connection means nothing any more.</summary>
    public bool Run()
    {
        var (epochBefore, next) = (outbox.Epoch, outbox.NextSequence);
        outbox.RunOnce();
        if (outbox.Epoch == epochBefore && outbox.NextSequence > next)
        {
            Order.Written(next, time.Elapsed);
        }

        foreach (var (append, epoch) in pending.Where(one => one.Append.Done.IsCompleted))
        {
            var last = append.Done.GetAwaiter().GetResult();
            for (var i = 0; last > 0 && i < append.Drafts.Count; i++)
            {
                var sequence = last - append.Drafts.Count + 1 + i;
                Accepted.Add((epoch, sequence, append.Drafts[i].Id));
                Order.Accepted(append.Drafts[i].Lane, sequence);
            }
        }

        pending.RemoveAll(one => one.Append.Done.IsCompleted);
        if (outbox.Epoch == State.Epoch)
        {
            return false;
        }

        Order.BeginEpoch();
        NewState();
        return true;
    }

    private void NewState() => State = new UplinkState(uplinkOptions, outbox, new UplinkCounters(), time.Elapsed, one => Said.Add(one.Sentence));

    private EventDraft Draft(EventData data) => new()
    {
        Id = SimulatedDisk.NewGuid(random),
        Source = $"/stores/{Store}/gateways/{Name}",
        Subject = "simulation",
        Time = Clock.GetUtcNow(),
        BootId = Clock.BootId,
        SinceBoot = Clock.SinceBoot,
        Clock = Clock.Quality,
        Data = data,
    };
}
