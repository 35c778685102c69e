namespace EdgeGateway.Mqtt.Client;

/// <summary>
/// The messages under way, by packet identifier: every step is an index into an array. Identifiers are a stack, so a small window
/// touches few cache lines. Guarded by its owner's lock.
/// </summary>
internal sealed class InFlightTable
{
    /// <summary>Identifiers from here on belong to SUBSCRIBE and UNSUBSCRIBE.</summary>
    public const int ControlIdFirst = 65_520;

    /// <summary>The largest window: what the control identifiers leave.</summary>
    public const int WindowMax = ControlIdFirst - 1;

    private readonly InFlightState[] _states;
    private readonly long[] _tags;
    private readonly TaskCompletionSource<ReasonCode>?[] _awaiters;
    private readonly HashSet<ushort> _untagged = [];
    private readonly ushort[] _free;
    private int _freeCount;

    /// <summary>A window of which the resumed messages already hold their part.</summary>
    public InFlightTable(int window, IReadOnlyCollection<ResumedMessage> resumed)
    {
        window = Math.Min(window, WindowMax);
        var capacity = 1 + Math.Max(window, resumed.Count == 0 ? 0 : resumed.Max(message => message.PacketId));
        _states = new InFlightState[capacity];
        _tags = new long[capacity];
        _awaiters = new TaskCompletionSource<ReasonCode>?[capacity];
        _free = new ushort[capacity];
        foreach (var message in resumed)
        {
            _states[message.PacketId] = message.IsReleased ? InFlightState.Pubcomp : InFlightState.Pubrec;
            _tags[message.PacketId] = message.Tag;
            if (!message.HasTag) _untagged.Add(message.PacketId);
            UnderWay++;
        }

        // The lowest identifier lies on top.
        for (var id = window; id > 0; id--)
        {
            if (_states[id] == InFlightState.Free && _freeCount < window - resumed.Count) _free[_freeCount++] = (ushort)id;
        }
    }

    public int FreeCount => _freeCount;

    /// <summary>How many messages wait for an acknowledgement.</summary>
    public int UnderWay { get; private set; }

    public ushort Begin(InFlightState state, long tag, TaskCompletionSource<ReasonCode>? awaiter)
    {
        var id = _free[--_freeCount];
        _states[id] = state;
        _tags[id] = tag;
        if (awaiter is not null) _awaiters[id] = awaiter;
        UnderWay++;
        return id;
    }

    public InFlightState State(ushort id) => id < _states.Length ? _states[id] : InFlightState.Free;

    /// <summary>PUBREC has come: the broker has the message, now the identifier is released.</summary>
    public void Release(ushort id) => _states[id] = InFlightState.Pubcomp;

    /// <summary>Ends a message and gives its identifier back. False when no owner knows it by a tag.</summary>
    public bool End(ushort id, out long tag, out TaskCompletionSource<ReasonCode>? awaiter)
    {
        tag = _tags[id];
        awaiter = _awaiters[id];
        if (awaiter is not null) _awaiters[id] = null;
        _states[id] = InFlightState.Free;
        _free[_freeCount++] = id;
        UnderWay--;
        return awaiter is null && (_untagged.Count == 0 || !_untagged.Remove(id));
    }

    /// <summary>The connection is gone: what a resumed session has to go on with, and everyone who waits.</summary>
    public List<ResumedMessage> Abandon(List<TaskCompletionSource<ReasonCode>> awaiters)
    {
        var resumable = new List<ResumedMessage>();
        for (var id = 1; id < _states.Length; id++)
        {
            if (_awaiters[id] is { } awaiter) awaiters.Add(awaiter);
            if (_states[id] is not (InFlightState.Pubrec or InFlightState.Pubcomp)) continue;

            // Nobody will publish an awaited message again under its tag, so PUBREL ends it at the broker.
            var hasTag = _awaiters[id] is null && !_untagged.Contains((ushort)id);
            resumable.Add(new ResumedMessage((ushort)id, _tags[id], _states[id] == InFlightState.Pubcomp || !hasTag, hasTag));
        }

        return resumable;
    }
}
