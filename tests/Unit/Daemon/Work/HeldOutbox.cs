using EdgeGateway.Events;
using EdgeGateway.Outbox;

namespace EdgeGateway.Tests.Unit.Daemon.Work;

/// <summary>An outbox whose disk takes nothing until it is let go.</summary>
internal sealed class HeldOutbox : IOutbox
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody has something to store.</summary>
    public Task Asked => asked.Task;

    public List<EventDraft> Stored { get; } = [];

    public Guid Epoch => Guid.Empty;

    public long NextSequence => Stored.Count + 1;

    public OutboxStatus Status => new(Epoch, NextSequence, [], 0, new Dictionary<string, long>(), null, 0, "");

    public event Action? Appended;

    public void LetGo() => ready.SetResult();

    public ValueTask<long> AppendAsync(EventDraft draft, CancellationToken stopping) => AppendAsync([draft], stopping);

    public async ValueTask<long> AppendAsync(IReadOnlyList<EventDraft> drafts, CancellationToken stopping)
    {
        EventDraft[] taken = [.. drafts];
        asked.TrySetResult();
        await ready.Task;
        Stored.AddRange(taken);
        Appended?.Invoke();
        return Stored.Count;
    }

    public int Peek(EventLane lane, long afterSequence, int countMax, ICollection<WaitingEvent> into) => 0;

    public void RemoveThrough(Guid epoch, long sequence)
    {
    }

    public void RemoveThrough(Guid epoch, EventLane lane, long sequence)
    {
    }

    public bool SetAside(WaitingEvent refused, string reason) => true;

    public void GiveUp(Guid epoch, long known, string why)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
