namespace EdgeGateway.Uplink;

/// <summary>Wakes one waiting task: at once, or when its time has come. A wake that nobody waited for is not lost.</summary>
internal sealed class Wakeup : IDisposable
{
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private TaskCompletionSource signal = NewSignal();

    public Wakeup(TimeProvider time) =>
        timer = time.CreateTimer(_ => Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Set()
    {
        lock (gate)
        {
            signal.TrySetResult();
        }
    }

    /// <summary>Returns after <see cref="Set"/> or <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost)
    {
        timer.Change(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await signal.Task;
        lock (gate)
        {
            signal = NewSignal();
        }
    }

    public void Dispose() => timer.Dispose();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
