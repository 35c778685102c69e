using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>One caller's events on their way into a transaction.</summary>
internal sealed class PendingAppend(IReadOnlyList<EventDraft> drafts)
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<EventDraft> Drafts => drafts;

    /// <summary>The number of the last one, once the transaction is committed.</summary>
    public long Sequence { get; set; }

    public Task<long> Done => done.Task;

    public void Complete() => done.TrySetResult(Sequence);

    /// <summary>The disk does not take them; they are in the memory lane.</summary>
    public void CompleteHeld() => done.TrySetResult(0);

    public void Fail(Exception reason) => done.TrySetException(reason);
}
