namespace EdgeGateway.Mqtt.Listener;

/// <summary>The members of one <c>$share/group/filter</c>; each message goes to one of them, in turn.</summary>
internal sealed class SharedGroup(string name)
{
    private readonly List<Subscription> members = [];
    private int turn;

    public string Name { get; } = name;

    public IReadOnlyList<Subscription> Members => members;

    public bool IsEmpty => members.Count == 0;

    /// <summary>Puts the member in, in the place of an earlier subscription of the same session; true when it is new.</summary>
    public bool Set(Subscription subscription)
    {
        var at = members.FindIndex(member => member.Session == subscription.Session);
        if (at < 0)
        {
            members.Add(subscription);
            return true;
        }

        members[at] = subscription;
        return false;
    }

    public bool Remove(Subscription subscription)
    {
        var at = members.IndexOf(subscription);
        if (at < 0)
        {
            return false;
        }

        members.RemoveAt(at);
        // Whoever was next stays next.
        turn = at < turn ? turn - 1 : turn;
        return true;
    }

    /// <summary>
    /// The member whose turn it is. A member that is away or whose queue is full is passed over while another can take the message;
    /// when none is connected, one that is away and has room keeps it; null when nobody can.
    /// </summary>
    public Subscription? Next()
    {
        Subscription? away = null;
        var awayAt = 0;
        for (var step = 0; step < members.Count; step++)
        {
            var at = (turn + step) % members.Count;
            var member = members[at];
            if (!member.Session.HasRoom)
            {
                continue;
            }

            if (member.Session.IsConnected)
            {
                turn = at + 1;
                return member;
            }

            (away, awayAt) = away is null ? (member, at) : (away, awayAt);
        }

        turn = away is null ? turn : awayAt + 1;
        return away;
    }
}
