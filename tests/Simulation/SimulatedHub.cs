using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Simulation;

/// <summary>The hub as far as the gateway can tell: an idempotent ledger, durable by group, and its word on how far it is.</summary>
internal sealed class SimulatedHub
{
    private readonly List<GatewayEvent> uncommitted = [];
    private readonly Dictionary<Guid, SequenceSet> settled = [];

    /// <summary>What is durably stored: epoch and number to the event's id.</summary>
    public Dictionary<(Guid Epoch, long Sequence), Guid> Ledger { get; } = [];

    /// <summary>Numbers in the drop ledger, per epoch.</summary>
    public Dictionary<Guid, SequenceSet> Dropped { get; } = [];

    /// <summary>One number under two events: the worst that can happen.</summary>
    public List<string> Conflicts { get; } = [];

    public int Repeats { get; private set; }

    public void Receive(ReadOnlyMemory<byte> json)
    {
        if (!EventJson.TryRead(json.Span, out var read, out var problem))
        {
            Conflicts.Add(problem);
            return;
        }

        uncommitted.Add(read);
    }

    /// <summary>The group becomes durable; returns the word for each epoch in it.</summary>
    public List<StoredAck> Commit()
    {
        var epochs = uncommitted.Select(one => one.Epoch).Distinct().ToList();
        foreach (var one in uncommitted)
        {
            Store(one);
        }

        uncommitted.Clear();
        return [.. epochs.Select(WordOn)];
    }

    public StoredAck WordOn(Guid epoch) => new(epoch, settled.TryGetValue(epoch, out var set) ? set.EndOfRangeAt(1) : 0);

    /// <summary>What was not committed was not acknowledged either, and comes again.</summary>
    public void Crash() => uncommitted.Clear();

    private void Store(GatewayEvent one)
    {
        if (Ledger.TryGetValue((one.Epoch, one.Sequence), out var id))
        {
            Repeats++;
            if (id != one.Id)
            {
                Conflicts.Add($"number {one.Sequence} has two events");
            }
        }

        Ledger[(one.Epoch, one.Sequence)] = one.Id;
        SetOf(settled, one.Epoch).Add(one.Sequence);
        foreach (var range in (one.Data as GatewayDropped)?.Ranges ?? [])
        {
            var epoch = ((GatewayDropped)one.Data!).Epoch;
            SetOf(settled, epoch).Add(range.First, range.Last);
            SetOf(Dropped, epoch).Add(range.First, range.Last);
        }
    }

    private static SequenceSet SetOf(Dictionary<Guid, SequenceSet> sets, Guid epoch) =>
        sets.TryGetValue(epoch, out var set) ? set : sets[epoch] = new SequenceSet();
}
