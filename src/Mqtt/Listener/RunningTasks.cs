using System.Collections.Concurrent;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>Tasks that end by themselves, and that somebody will want to wait for at last.</summary>
internal sealed class RunningTasks
{
    private readonly ConcurrentDictionary<Task, bool> running = new();

    public void Add(Task task)
    {
        running[task] = true;
        task.ContinueWith(
            ended => running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>A task's failure was counted when it happened; here only its end matters.</summary>
    public async Task WhenAllEndedAsync() =>
        await Task.WhenAll(running.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
