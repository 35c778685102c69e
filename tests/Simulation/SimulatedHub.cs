using EdgeGateway.Events;
using EdgeGateway.Hub.Holes;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Simulation;

/// <summary>
/// The hub: the real intake, the real ledger and the real plan for holes; durable by group. It may be restored from an older copy, and then
/// knows no more than that copy.
/// </summary>
internal sealed class SimulatedHub(VirtualTime time, BrokenRule broken)
{
    private static readonly HoleOptions Holes = new() { AskAfter = TimeSpan.FromSeconds(5), RequestsPerHour = 3600 };

    private readonly List<Incoming> uncommitted = [];
    private readonly List<Incoming> committed = [];
    private readonly Dictionary<Guid, SequenceSet> everDropped = [];
    private CompletenessLedger ledger = new();
    private GatewayLedger gateway = NewGateway();
    private HolePlan plan = new(Holes);
    private long epochs;
    private int copied;

    /// <summary>What is durably stored: epoch and number to the event's id.</summary>
    public Dictionary<(Guid Epoch, long Sequence), Guid> Ledger { get; } = [];

    /// <summary>What has ever been stored, also by a hub that was restored since.</summary>
    public Dictionary<(Guid Epoch, long Sequence), Guid> Ever { get; } = [];

    /// <summary>One number under two events, or bytes that are none: the worst that can happen.</summary>
    public List<string> Conflicts { get; } = [];

    public int Repeats { get; private set; }

    public int Restored { get; private set; }

    public int Asked { get; private set; }

    public bool HasUncommitted => uncommitted.Count > 0;

    public void Receive(string topic, ReadOnlyMemory<byte> payload)
    {
        var incoming = EventIntake.Read(new MqttMessage { Topic = topic, Payload = payload }, time.GetUtcNow());
        if (incoming is IncomingUnreadable unreadable)
        {
            Conflicts.Add($"unreadable: {unreadable.Reason}");
            return;
        }

        uncommitted.Add(incoming);
    }

    /// <summary>The group becomes durable; returns the word for each epoch in it.</summary>
    public List<StoredAck> Commit()
    {
        var words = new HashSet<Guid>();
        foreach (var one in uncommitted)
        {
            committed.Add(one);
            Apply(one, words);
        }

        uncommitted.Clear();
        return [.. words.Select(WordOn)];
    }

    public StoredAck WordOn(Guid epoch)
    {
        var complete = gateway.Epochs.TryGetValue(epoch, out var known) ? known.CompleteTo : 0;
        if (broken == BrokenRule.WordBeforeCommit)
        {
            var early = uncommitted.OfType<IncomingEvent>().Where(one => one.Event.Epoch == epoch).Select(one => one.Event.Sequence).ToHashSet();
            while (early.Contains(complete + 1))
            {
                complete++;
            }
        }

        return new StoredAck(epoch, broken == BrokenRule.WordTooFar && known?.Produced > complete ? complete + 1 : complete);
    }

    /// <summary>The account of an epoch: produced, stored, dropped, lost, missing.</summary>
    public (long Produced, long Stored, long Dropped, long Lost, long Missing) AccountOf(Guid epoch)
    {
        var (account, all) = (Of(epoch), new SequenceRange(1, Of(epoch).Produced));
        return (account.Produced, account.StoredWithin(all), account.DroppedWithin(all).Sum(one => one.Value), account.LostWithin(all).Sum(one => one.Value), account.MissingCount);
    }

    /// <summary>The drop ledger, or the gateway with one of the ledger's reasons, has said where it went.</summary>
    public bool IsDropped(Guid epoch, long sequence) => everDropped.TryGetValue(epoch, out var dropped) && dropped.Contains(sequence);

    /// <summary>A gateway says that it is there.</summary>
    public void Birth(Guid epoch, long nextSequence, long waiting)
    {
        gateway.Online = true;
        gateway.CurrentEpoch = epoch;
        Health(epoch, nextSequence, waiting);
    }

    /// <summary>A gateway's health report, from which the hub learns of numbers whose events it has never seen.</summary>
    public void Health(Guid epoch, long nextSequence, long waiting)
    {
        gateway.Health = new HealthReport(epoch, nextSequence, waiting, 0, 0, 0, ClockQuality.Synchronised, 0, "1", []);
        Of(epoch).HasProduced(nextSequence - 1);
    }

    /// <summary>The gateway's last will.</summary>
    public void Offline() => gateway.Online = false;

    /// <summary>What is to be asked for again now; null when nothing is.</summary>
    public ResendRequest? Ask()
    {
        if (plan.Due(ledger, time.GetUtcNow()) is not [var question])
        {
            return null;
        }

        Asked++;
        question.Epoch.Ask(question.Ranges, time.GetUtcNow());
        return new ResendRequest(question.Epoch.Epoch, question.Ranges);
    }

    /// <summary>The gateway's answer; durable with the next group, like an event.</summary>
    public void Answer(ResendAnswer answer) => uncommitted.Add(new IncomingAnswer(gateway.Store, gateway.Name, time.GetUtcNow(), answer, []));

    /// <summary>What was not committed was not acknowledged either, and comes again.</summary>
    public void Crash() => uncommitted.Clear();

    /// <summary>Somebody makes a copy of the database.</summary>
    public void Copy() => copied = committed.Count;

    /// <summary>The database is gone, and the copy takes its place.</summary>
    public void Restore()
    {
        Restored++;
        committed.RemoveRange(copied, committed.Count - copied);
        uncommitted.Clear();
        Ledger.Clear();
        (ledger, gateway, plan) = (new CompletenessLedger(), NewGateway(), new HolePlan(Holes));
        foreach (var one in committed)
        {
            Apply(one, []);
        }
    }

    private static GatewayLedger NewGateway() => new(1, SimulatedGateway.Store, SimulatedGateway.Name);

    private EpochLedger Of(Guid epoch)
    {
        if (ledger.Gateways.Count == 0)
        {
            ledger.Add(gateway);
        }

        return gateway.Epochs.TryGetValue(epoch, out var known) ? known : gateway.Epochs[epoch] = new EpochLedger(++epochs, epoch);
    }

    private void Apply(Incoming incoming, HashSet<Guid> words)
    {
        if (incoming is IncomingAnswer answer)
        {
            Of(answer.Answer.Epoch).Answered(answer.Answer, answer.Received);
            foreach (var gone in answer.Answer.Gone.Where(gone => SettledKind.Gone(gone.Reason).StartsWith(SettledKind.DroppedPrefix, StringComparison.Ordinal)))
            {
                NoteDropped(answer.Answer.Epoch, new SequenceRange(gone.First, gone.Last));
            }

            words.Add(answer.Answer.Epoch);
            return;
        }

        var one = ((IncomingEvent)incoming).Event;
        words.Add(one.Epoch);
        if (Ever.TryGetValue((one.Epoch, one.Sequence), out var id) && id != one.Id)
        {
            Conflicts.Add($"number {one.Sequence} has two events");
        }

        Ever[(one.Epoch, one.Sequence)] = one.Id;
        if (!Ledger.TryAdd((one.Epoch, one.Sequence), one.Id))
        {
            Repeats++;
            return;
        }

        Of(one.Epoch).AddStored(one.Sequence, ShownTime.Of(one, incoming.Received));
        if (one.Data is GatewayDropped dropped)
        {
            words.Add(dropped.Epoch);
            foreach (var range in dropped.Ranges)
            {
                Of(dropped.Epoch).AddDropped(dropped.Reason, range);
                NoteDropped(dropped.Epoch, range);
            }
        }
    }

    private void NoteDropped(Guid epoch, SequenceRange range) =>
        (everDropped.TryGetValue(epoch, out var ever) ? ever : everDropped[epoch] = new SequenceSet()).Add(range);
}
