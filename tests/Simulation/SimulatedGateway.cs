using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Simulation;

/// <summary>The gateway's process: the real outbox log on a simulated disk and the real uplink state on a simulated link.</summary>
internal sealed class SimulatedGateway
{
    private readonly VirtualTime time;
    private readonly Random random;
    private readonly OutboxOptions outboxOptions;
    private readonly UplinkOptions uplinkOptions;
    private readonly List<(PendingAppend Append, Guid Epoch)> pending = [];
    private OutboxLog outbox = null!;

    public SimulatedGateway(VirtualTime time, Random random, SimulatedDisk disk, OutboxOptions outboxOptions, UplinkOptions uplinkOptions)
    {
        (this.time, this.random, this.outboxOptions, this.uplinkOptions, Disk) = (time, random, outboxOptions, uplinkOptions, disk);
        Start();
    }

    public SimulatedDisk Disk { get; }

    public UplinkState State { get; private set; } = null!;

    public IOutbox Outbox => outbox;

    /// <summary>Everything that an append has returned a number for.</summary>
    public List<(Guid Epoch, long Sequence, Guid Id)> Accepted { get; } = [];

    public List<string> Said { get; } = [];

    /// <summary>The process is killed and started again: memory is gone, the disk stays.</summary>
    public void Start()
    {
        pending.Clear();
        var opening = OutboxLog.Open(
            outboxOptions with { Path = SqliteStore.InMemory }, time, Draft, (_, _) => Disk.Open(), hasThread: false);
        outbox = (OutboxLog)opening.Outbox;
        outbox.Appended += () => State.Appended(time.Elapsed);
        NewState();
    }

    public void Append()
    {
        var drafts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Draft(random.Next(3) switch
        {
            0 => new VisitorArrived(Guid.NewGuid(), "entrance", null, 0.9, []),
            1 => new DoorCrossed("front", Direction.In, 0.97),
            _ => new SensorState("radio", "ble", SensorCondition.Working, "hears", "", 0),
        })).ToList();
        var append = new PendingAppend(drafts);
        if (outbox.TryAppend(append) is null)
        {
            pending.Add((append, outbox.Epoch));
        }
    }

    /// <summary>Runs the writer; true when the outbox has begun a new epoch and the connection means nothing any more.</summary>
    public bool Run()
    {
        outbox.RunOnce();
        foreach (var (append, epoch) in pending.Where(one => one.Append.Done.IsCompleted))
        {
            var last = append.Done.GetAwaiter().GetResult();
            for (var i = 0; last > 0 && i < append.Drafts.Count; i++)
            {
                Accepted.Add((epoch, last - append.Drafts.Count + 1 + i, append.Drafts[i].Id));
            }
        }

        pending.RemoveAll(one => one.Append.Done.IsCompleted);
        if (outbox.Epoch == State.Epoch)
        {
            return false;
        }

        NewState();
        return true;
    }

    private void NewState() => State = new UplinkState(uplinkOptions, outbox, new UplinkCounters(), time.Elapsed, one => Said.Add(one.Sentence));

    private EventDraft Draft(EventData data)
    {
        Span<byte> id = stackalloc byte[16];
        random.NextBytes(id);
        return new EventDraft
        {
            Id = new Guid(id),
            Source = "/stores/berlin-1/gateways/gw-1",
            Subject = "simulation",
            Time = time.GetUtcNow(),
            BootId = Guid.Empty,
            SinceBoot = time.Elapsed,
            Clock = ClockQuality.Synchronised,
            Data = data,
        };
    }
}
