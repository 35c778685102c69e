using System.Diagnostics;

namespace EdgeGateway.Devices.Simulated;

/// <summary>Plays a script on simulated hardware: on a thread at any speed, or step by step for a test.</summary>
public sealed class StorePlayer : IDisposable
{
    // Readers are polled in real time. At sixty times real time a card held for 0.8 s would be gone before anyone has looked: it stays until it has
    // been read, as with people who wait for the beep, but not for ever.
    private static readonly TimeSpan TagStaysMin = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan TagStaysMax = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SliceMax = TimeSpan.FromMilliseconds(50);

    private readonly SimulatedHardware hardware;
    private readonly StoreScript script;
    private readonly IEnumerator<StoreStep> steps;
    private readonly TimeSpan startedAt;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, (long PresentedAt, TagStep? Removal)> tags = [];
    private Thread? thread;
    private bool hasNext;

    internal StorePlayer(StoreScript script, SimulatedHardware hardware)
    {
        this.script = script;
        this.hardware = hardware;
        startedAt = hardware.Clock.SinceBoot;
        steps = script.Steps().GetEnumerator();
        hasNext = steps.MoveNext();
    }

    /// <summary>Completes when the last line has been played and the script's length has passed; cancelled by <see cref="Dispose"/>.</summary>
    public Task EndOfScript => ended.Task;

    /// <summary>How far the clock is into the script.</summary>
    public TimeSpan Position => hardware.Clock.SinceBoot - startedAt;

    /// <summary>For a clock that stands still: does everything up to an instant of the script and sets the clock to it.</summary>
    public void AdvanceTo(TimeSpan position)
    {
        while (hasNext && steps.Current.At <= position)
        {
            hardware.Clock.AdvanceTo(startedAt + steps.Current.At);
            steps.Current.Do(hardware, startedAt + steps.Current.At);
            hasNext = steps.MoveNext();
        }

        hardware.Clock.AdvanceTo(startedAt + position);
        if (position >= script.Length) ended.TrySetResult();
    }

    public void Dispose()
    {
        stop.Cancel();
        thread?.Join();
        ended.TrySetCanceled();
        steps.Dispose();
        stop.Dispose();
    }

    internal void Start(double speed)
    {
        hardware.Clock.Run(speed);
        thread = new Thread(PlayAll) { IsBackground = true, Name = "store script" };
        thread.Start();
    }

    private void PlayAll()
    {
        while (hasNext && !stop.IsCancellationRequested)
        {
            RemoveTagsThatStayedLongEnough();
            if (WaitUntil(steps.Current.At) || WaitForReader(steps.Current)) continue;
            Play(steps.Current);
            hasNext = steps.MoveNext();
        }

        while (!stop.IsCancellationRequested && (WaitUntil(script.Length) || tags.Values.Any(tag => tag.Removal is not null)))
        {
            RemoveTagsThatStayedLongEnough();
        }

        if (!stop.IsCancellationRequested) ended.TrySetResult();
    }

    private void Play(StoreStep step)
    {
        if (step is TagStep { Tap: null } removal && tags.TryGetValue(removal.Reader, out var tag))
        {
            tags[removal.Reader] = (tag.PresentedAt, removal);
            return;
        }

        if (step is TagStep presented) tags[presented.Reader] = (Stopwatch.GetTimestamp(), null);
        step.Do(hardware, startedAt + step.At);
    }

    private void RemoveTagsThatStayedLongEnough()
    {
        foreach (var (reader, tag) in tags)
        {
            if (tag.Removal is null || IsStillWanted(reader)) continue;
            tag.Removal.Do(hardware, startedAt + tag.Removal.At);
            tags.Remove(reader);
        }
    }

    // True while a card has to wait for the one before it, which has not been read yet.
    private bool WaitForReader(StoreStep step)
    {
        var waits = step is TagStep { Tap: not null } next && tags.ContainsKey(next.Reader) && IsStillWanted(next.Reader);
        if (waits) stop.Token.WaitHandle.WaitOne(TagStaysMin / 20);
        return waits;
    }

    private bool IsStillWanted(string reader)
    {
        var held = Stopwatch.GetElapsedTime(tags[reader].PresentedAt);
        return held < TagStaysMin || (held < TagStaysMax && !hardware.Reader(reader).IsDone);
    }

    // True while the instant has not come; waits a little of the time that is left, so that a stop is noticed.
    private bool WaitUntil(TimeSpan position)
    {
        var left = position - Position;
        if (left <= TimeSpan.Zero) return false;

        var real = hardware.Clock.Speed > 0 ? left / hardware.Clock.Speed : SliceMax;
        stop.Token.WaitHandle.WaitOne(real < SliceMax ? real + TimeSpan.FromMilliseconds(1) : SliceMax);
        return true;
    }
}
