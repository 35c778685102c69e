namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Somebody moves at a door and the counter counts nobody: once or twice that is a clerk who waits; for minutes it is a blind counter. Pure.
/// </summary>
internal sealed class DoorWitness(TimeSpan suspectAfter)
{
    private bool isMoving;
    private TimeSpan since;
    private TimeSpan movedFor;
    private TimeSpan countedAt = TimeSpan.MinValue;

    /// <summary>Motion since the last count, up to now.</summary>
    public TimeSpan MovedFor(TimeSpan now) => movedFor + (isMoving && now > since ? now - since : TimeSpan.Zero);

    public bool IsSuspicious(TimeSpan now) => MovedFor(now) >= suspectAfter;

    public void Observe(bool moving, TimeSpan at)
    {
        movedFor = MovedFor(at);
        (isMoving, since) = (moving, at);
    }

    /// <summary>The door's counter has found somebody, at the latest then; the same time again says nothing.</summary>
    public void Counted(TimeSpan at)
    {
        if (at <= countedAt)
            return;
        (countedAt, movedFor) = (at, TimeSpan.Zero);
        since = at > since ? at : since;
    }
}
