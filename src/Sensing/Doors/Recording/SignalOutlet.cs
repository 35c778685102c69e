namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// Hands a sensor's raw signals to whoever records them, beside the counting. The sensor's thread offers and never waits; while nobody
/// records, that is one read of a field.
/// </summary>
/// <param name="kind">What this sensor signals.</param>
public sealed class SignalOutlet(SignalKind kind)
{
    private readonly Lock gate = new();
    private SignalRecording? recording;
    private TimeSpan lastAt;
    private volatile bool isWanted;
    private volatile bool isNew;

    public SignalKind Kind => kind;

    /// <summary>Its counter tells in from out; a helper's only tells that somebody passed.</summary>
    public bool HasDirection => kind is SignalKind.Beam or SignalKind.Distance or SignalKind.Thermal;

    /// <summary>Somebody records. Only then is a frame worth its copy.</summary>
    public bool IsWanted => isWanted;

    /// <summary>Begins a recording; null while another one is under way.</summary>
    public SignalRecording? Begin()
    {
        lock (gate)
        {
            if (recording is not null)
                return null;
            (recording, lastAt) = (new SignalRecording(), TimeSpan.Zero);
            isNew = isWanted = true;
            return recording;
        }
    }

    /// <summary>Ends it; whoever began it still reads what waits.</summary>
    public void End(SignalRecording ended)
    {
        lock (gate)
        {
            if (recording != ended)
                return;
            (recording, isWanted) = (null, false);
            ended.Complete();
        }
    }

    /// <summary>True once after a recording has begun: time to say how the beams stand, for a recording begins with both free.</summary>
    public bool TakeNewcomer()
    {
        if (!isNew)
            return false;
        isNew = false;
        return true;
    }

    /// <summary>An edge or a distance.</summary>
    public void Offer(in DoorSignal signal)
    {
        if (isWanted)
            Hand(signal);
    }

    /// <summary>A frame, row by row from the street's side; it is copied.</summary>
    public void OfferFrame(TimeSpan at, ReadOnlySpan<float> celsius, int columns)
    {
        if (isWanted)
            Hand(DoorSignal.OfFrame(at, celsius.ToArray(), columns));
    }

    private void Hand(in DoorSignal signal)
    {
        lock (gate)
        {
            // A level that was read may be stamped later than an edge that was still on its way: a recording is in order of time.
            lastAt = signal.At > lastAt ? signal.At : lastAt;
            recording?.Add(signal with { At = lastAt });
        }
    }
}
