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
    private readonly Dictionary<long, ushort> _again = [];
    private int _freeCount;

    /// <summary>A window of which the resumed messages already hold their part.</summary>
    /// <param name="unacknowledged">
    /// QoS 1 messages of an earlier connection. Their identifiers wait for them, as long as others are left: the owner may not publish them again.
    /// </param>
    public InFlightTable(int window, IReadOnlyCollection<ResumedMessage> resumed, IEnumerable<(ushort PacketId, long Tag)> unacknowledged)
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

        var room = window - resumed.Count;
        var kept = new HashSet<ushort>();
        foreach (var (id, tag) in unacknowledged)
        {
            if (kept.Count < room && id <= window && _states[id] == InFlightState.Free && _again.TryAdd(tag, id)) kept.Add(id);
        }

        // The lowest identifier lies on top.
        for (var id = window; id > 0; id--)
        {
            if (_states[id] == InFlightState.Free && !kept.Contains((ushort)id) && FreeCount < room) _free[_freeCount++] = (ushort)id;
        }
    }

    public int FreeCount => _freeCount + _again.Count;

    /// <summary>How many messages wait for an acknowledgement.</summary>
    public int UnderWay { get; private set; }

    /// <param name="isRepeat">The broker may have had this message under the same identifier: DUP (MQTT 5.0 sections 3.3.1.1 and 4.4).</param>
    public ushort Begin(InFlightState state, long tag, TaskCompletionSource<ReasonCode>? awaiter, out bool isRepeat)
    {
        isRepeat = _again.Count > 0 && state == InFlightState.Puback && awaiter is null && _again.ContainsKey(tag);
        var id = isRepeat ? _again[tag] : _freeCount > 0 ? _free[--_freeCount] : Steal();
        if (isRepeat) _again.Remove(tag);
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

    /// <summary>QoS 1 messages without PUBACK that the owner knows by a tag; what still waits from before is not forgotten.</summary>
    public List<(ushort PacketId, long Tag)> Unacknowledged()
    {
        var waiting = _again.Select(one => (one.Value, one.Key)).ToList();
        for (var id = 1; id < _states.Length; id++)
        {
            if (_states[id] == InFlightState.Puback && _awaiters[id] is null) waiting.Add(((ushort)id, _tags[id]));
        }

        return waiting;
    }

    // No other identifier is left: the message that this one waited for will go as a new one, should it come at all.
    private ushort Steal()
    {
        var (tag, id) = _again.First();
        _again.Remove(tag);
        return id;
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
