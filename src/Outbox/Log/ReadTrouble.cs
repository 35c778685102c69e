using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Which lanes cannot be read, and since when. Set by readers, asked by the writer, which goes on: a bad sector of one lane stops no commit.</summary>
internal sealed class ReadTrouble(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly (long Since, string Why)?[] lanes = new (long, string)?[3];

    // Nearly always false, and asked with every peek.
    private volatile bool isAny;

    /// <summary>What is wrong; empty while every lane can be read.</summary>
    public string Sentence => isAny ? Lasting(TimeSpan.Zero) ?? "" : "";

    public void Failed(EventLane lane, string why)
    {
        lock (gate)
        {
            lanes[(int)lane] ??= (time.GetTimestamp(), why);
            isAny = true;
        }
    }

    public void Worked(EventLane lane)
    {
        if (!isAny)
        {
            return;
        }

        lock (gate)
        {
            lanes[(int)lane] = null;
            isAny = Array.Exists(lanes, one => one is not null);
        }
    }

    /// <summary>Why a lane has not been readable for so long; null when none is.</summary>
    public string? Lasting(TimeSpan atLeast)
    {
        lock (gate)
        {
            return Array.Find(lanes, one => one is { } trouble && time.GetElapsedTime(trouble.Since) >= atLeast)?.Why;
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
