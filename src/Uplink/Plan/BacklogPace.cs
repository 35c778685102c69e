namespace EdgeGateway.Uplink;

/// <summary>
/// How fast the backlog may go, so that a thousand stores that come back do not flatten the hub. Begins low, doubles until something is busy,
/// then halves and climbs in small steps; the hub's wish is the upper bound while it holds. Live events never ask. Pure: time is an argument.
/// </summary>
internal sealed class BacklogPace(int startRate, bool expectsHub)
{
    /// <summary>So many go at once after a connect: what a store has to say of a short interruption is not worth a rate.</summary>
    public const int Burst = 20;

    public const double RateMin = 1;
    public const double RateMax = 1_000_000;

    /// <summary>A hub that says nothing for so long while it is sent to is taken for busy.</summary>
    public static readonly TimeSpan HubSilentAfter = TimeSpan.FromSeconds(5);

    /// <summary>A PUBACK that takes longer, and four times as long as the fastest one, means busy.</summary>
    public static readonly TimeSpan BusyLatencyMin = TimeSpan.FromMilliseconds(500);

    /// <summary>One that takes longer always does: who connects to a broker that is busy already never sees it fast.</summary>
    public static readonly TimeSpan BusyLatencyMax = TimeSpan.FromSeconds(2);

    // A twentieth twice a second: what is too much is noticed within two seconds, so no more than a fifth too much can be under way.
    private const double StepShare = 0.05;
    private const double StepMin = 0.5;

    private static readonly TimeSpan DoubleEvery = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan StepEvery = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan BackOffEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BurstLength = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan WaitMin = TimeSpan.FromMilliseconds(10);

    private double rate = startRate;
    private double tokens;
    private bool isDoubling = true;
    private bool hasHeldBack;
    private TimeSpan refilled;
    private TimeSpan grown;
    private TimeSpan? backedOff;
    private TimeSpan? fastest;
    private (long Sequence, TimeSpan At)? sample;
    private TimeSpan? hubOwesSince;
    private (double Rate, TimeSpan Until)? wish;

    /// <summary>Events per second at this moment.</summary>
    public double Rate(TimeSpan now) => wish is { } wished && now < wished.Until ? Math.Min(rate, wished.Rate) : rate;

    /// <param name="jitter">0 to 1: stores that come back together shall not march in step.</param>
    public void Connected(TimeSpan now, double jitter)
    {
        rate = Math.Max(RateMin, startRate * (0.5 + (jitter / 2)));
        (tokens, refilled, grown) = (TokensMax(rate), now, now);
        (isDoubling, hasHeldBack) = (true, false);
        (backedOff, fastest, sample, hubOwesSince) = (null, null, null, null);
    }

    /// <summary>May one more event of the backlog go?</summary>
    public bool Allows(TimeSpan now)
    {
        Refill(now);
        if (IsSlow(now) || IsHubSilent(now))
        {
            BackOff(now);
        }

        hasHeldBack |= tokens < 1;
        return tokens >= 1;
    }

    /// <summary>When to ask again after a no.</summary>
    public TimeSpan NextAt(TimeSpan now)
    {
        var wait = TimeSpan.FromSeconds(Math.Max(0, 1 - tokens) / Rate(now));
        return now + (wait > WaitMin ? wait : WaitMin);
    }

    /// <summary>One event of the backlog goes.</summary>
    public void Took(long sequence, TimeSpan now)
    {
        tokens--;
        sample ??= (sequence, now);
        hubOwesSince ??= now;
    }

    /// <summary>The broker took it.</summary>
    public void Published(long sequence, TimeSpan now)
    {
        if (sample is not { } timed || timed.Sequence != sequence)
        {
            return;
        }

        var latency = now - timed.At;
        var isSlow = IsSlow(now);
        sample = null;
        fastest = latency < fastest || fastest is null ? latency : fastest;
        if (isSlow)
        {
            BackOff(now);
        }
        else if (hasHeldBack && now - grown >= (isDoubling ? DoubleEvery : StepEvery) && !IsHubSilent(now))
        {
            (grown, hasHeldBack) = (now, false);
            rate = Math.Min(RateMax, isDoubling ? rate * 2 : rate + Math.Max(StepMin, rate * StepShare));
        }
    }

    /// <summary>Broker or hub has refused events because there were too many.</summary>
    public void Busy(TimeSpan now) => BackOff(now);

    /// <summary>The hub has spoken; with a wish or without.</summary>
    public void HubSpoke(int? wishedRate, TimeSpan until, TimeSpan now)
    {
        if (IsHubSilent(now))
        {
            // It was away rather than slow, so its size is unknown again.
            (isDoubling, grown) = (true, now);
        }

        hubOwesSince = null;
        wish = wishedRate is { } wished ? (Math.Clamp(wished, RateMin, RateMax), until) : null;
    }

    private bool IsHubSilent(TimeSpan now) => expectsHub && hubOwesSince is { } since && now - since >= HubSilentAfter;

    private bool IsSlow(TimeSpan now)
    {
        var usual = TimeSpan.FromTicks(Math.Clamp((fastest?.Ticks ?? 0) * 4, BusyLatencyMin.Ticks, BusyLatencyMax.Ticks));
        return sample is { } timed && now - timed.At > usual;
    }

    private void BackOff(TimeSpan now)
    {
        if (now - backedOff < BackOffEvery)
        {
            return;
        }

        rate = Math.Max(RateMin, Rate(now) / 2);
        tokens = Math.Min(tokens, 1);
        (isDoubling, hasHeldBack, backedOff, grown) = (false, false, now, now);
    }

    private void Refill(TimeSpan now)
    {
        var at = Rate(now);
        tokens = Math.Min(tokens + ((now - refilled).TotalSeconds * at), TokensMax(at));
        refilled = now;
    }

    private static double TokensMax(double rate) => Math.Max(Burst, rate * BurstLength.TotalSeconds);
}
