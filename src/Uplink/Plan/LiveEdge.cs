namespace EdgeGateway.Uplink;

/// <summary>
/// Where live begins when a connection comes up: an arrival of half a minute ago is still somebody at the door, and must not wait behind a week of backlog.
/// Pure: it is told how far the numbers have come, and when.
/// </summary>
/// <param name="next">The next number when the process started: everything before it is backlog.</param>
internal sealed class LiveEdge(long next, TimeSpan startedAt)
{
    /// <summary>So old may an event be and still go first.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    // Notes closer than that are one, so there are never more than the seconds of Within, and a few.
    private static readonly TimeSpan Fineness = TimeSpan.FromSeconds(1);

    // Numbers from Next on came after At.
    private readonly List<(TimeSpan At, long Next)> notes = [(startedAt, next)];

    /// <summary>Events have been appended; the one after them will be <paramref name="next"/>.</summary>
    public void Note(long next, TimeSpan now)
    {
        if (notes.Count > 1 && notes[^1].At - notes[^2].At < Fineness)
        {
            notes.RemoveAt(notes.Count - 1);
        }

        notes.Add((now, next));
        Forget(now);
    }

    /// <summary>The first number that is live.</summary>
    public long At(TimeSpan now)
    {
        Forget(now);
        return notes[0].Next;
    }

    // The oldest that stays is the newest of those that are old enough.
    private void Forget(TimeSpan now)
    {
        while (notes.Count > 1 && now - notes[1].At >= Within)
        {
            notes.RemoveAt(0);
        }
    }
}
