using System.Threading.Tasks.Sources;

namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// A publisher that waits for room in the window. Used again and again, so waiting costs no memory. The publisher goes on within
/// <see cref="Admit"/>, on the connection's thread: it fills the window, and one send carries all of it.
/// </summary>
internal sealed class PublishWaiter(Connection connection) : IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _cancelling;
    private CancellationToken _stopping;

    public OutgoingMessage Message { get; private set; }

    /// <summary>Set under the connection's lock by whoever takes the message: the window, a cancellation or the end.</summary>
    public bool IsDecided { get; set; }

    public void Prepare(OutgoingMessage message)
    {
        _core.Reset();
        IsDecided = false;
        Message = message;
    }

    /// <summary>Called once, outside the connection's lock.</summary>
    public ValueTask Start(CancellationToken stopping)
    {
        var version = _core.Version;
        _stopping = stopping;
        if (stopping.CanBeCanceled)
            _cancelling = stopping.UnsafeRegister(static state => ((PublishWaiter)state!).Cancel(), this);
        return new ValueTask(this, version);
    }

    public void Admit() => _core.SetResult(true);

    public void Fail(Exception why) => _core.SetException(why);

    public void GetResult(short token)
    {
        _cancelling.Dispose();
        _cancelling = default;
        var succeeded = _core.GetStatus(token) == ValueTaskSourceStatus.Succeeded;
        _core.GetResult(token);
        if (!succeeded) return;

        // A cancelled one may still stand in the queue, so only admitted ones are used again.
        Message = default;
        connection.Return(this);
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Cancel()
    {
        if (connection.TryDecide(this)) _core.SetException(new OperationCanceledException(_stopping));
    }
}
