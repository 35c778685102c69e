using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Which lanes cannot be read, and since when. Set by readers, asked by the writer, which goes on: a bad sector of one lane stops no commit.</summary>
internal sealed class ReadTrouble(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly (long Since, string Why, long After)?[] lanes = new (long, string, long)?[3];

    // Nearly always false, and asked with every peek.
    private volatile bool isAny;

    /// <summary>What is wrong; empty while every lane can be read.</summary>
    public string Sentence => isAny ? Lasting(TimeSpan.Zero)?.Why ?? "" : "";

    /// <param name="after">What follows this number could not be read.</param>
    public void Failed(EventLane lane, string why, long after)
    {
        lock (gate)
        {
            lanes[(int)lane] ??= (time.GetTimestamp(), why, after);
            isAny = true;
        }
    }

    /// <summary>Numbers above <paramref name="from"/> were read up to <paramref name="through"/>. Live events say nothing of a bad page in the backlog.</summary>
    /// <param name="removed">What was unreadable up to here is wanted no more.</param>
    public void Worked(EventLane lane, long from, long through, long removed)
    {
        if (!isAny)
        {
            return;
        }

        lock (gate)
        {
            if (lanes[(int)lane] is not { } trouble || through <= trouble.After || (from > trouble.After && removed <= trouble.After))
            {
                return;
            }

            lanes[(int)lane] = null;
            isAny = Array.Exists(lanes, one => one is not null);
        }
    }

    /// <summary>The lane that has not been readable for so long, behind which number, and why; null when there is none.</summary>
    public (EventLane Lane, long After, string Why)? Lasting(TimeSpan atLeast)
    {
        lock (gate)
        {
            var at = Array.FindIndex(lanes, one => one is { } trouble && time.GetElapsedTime(trouble.Since) >= atLeast);
            return at >= 0 && lanes[at] is { } found ? ((EventLane)at, found.After, found.Why) : null;
        }
    }

    /// <summary>Another file: what was wrong with the last one means nothing.</summary>
    public void Forget()
    {
        lock (gate)
        {
            Array.Clear(lanes);
            isAny = false;
        }
    }
}
