using System.Globalization;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Wakes the pages that watch. It carries no cards: each watcher reads what changed since the last one it got, so a slow page
/// skips intermediate states and costs no memory.
/// </summary>
internal sealed class ArrivalFeed
{
    private TaskCompletionSource _next = NewSignal();
    private readonly string _process = Guid.NewGuid().ToString("N")[..8];
    private int _customersVersion;

    /// <summary>Completes at the next change; to be taken before looking for changes, so that none is missed in between.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Another word after every import and erasure, and when visits are over by silence, also of another process: then cards shown earlier may be wrong and are to be sent again.</summary>
    public string CustomersList => string.Create(CultureInfo.InvariantCulture, $"{_process}{Volatile.Read(ref _customersVersion)}");

    public void Announce() => Interlocked.Exchange(ref _next, NewSignal()).TrySetResult();

    /// <summary>Cards shown earlier may name somebody else now, or nobody any more, or be over.</summary>
    public void AnnounceCustomers()
    {
        Interlocked.Increment(ref _customersVersion);
        Announce();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
