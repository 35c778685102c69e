namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// Decides when to ping and when a silent broker is dead; pure. We ping when either direction has been quiet for three quarters of the
/// interval: towards the broker because the protocol asks for it, from the broker because only an answer shows that it lives.
/// </summary>
internal sealed class KeepAliveClock(TimeSpan interval, TimeSpan now)
{
    private readonly TimeSpan _quiet = interval * 0.75;
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(Math.Clamp(interval.TotalSeconds / 2, 1, 10));
    private TimeSpan _sent = now;
    private TimeSpan _received = now;
    private TimeSpan? _pinged;

    /// <summary>How often <see cref="Next"/> wants to be asked; infinite without keep-alive.</summary>
    public TimeSpan Period => interval > TimeSpan.Zero ? interval / 8 : Timeout.InfiniteTimeSpan;

    public TimeSpan Patience => _patience;

    public void Sent(TimeSpan now) => _sent = now;

    public void Received(TimeSpan now)
    {
        _received = now;
        _pinged = null;
    }

    public KeepAliveStep Next(TimeSpan now)
    {
        if (interval <= TimeSpan.Zero) return KeepAliveStep.None;
        if (_pinged is { } pinged) return now - pinged >= _patience ? KeepAliveStep.GiveUp : KeepAliveStep.None;
        if (now - _sent < _quiet && now - _received < _quiet) return KeepAliveStep.None;

        _pinged = now;
        return KeepAliveStep.Ping;
    }
}
