namespace EdgeGateway.Mqtt.Listener;

/// <summary>One session's wish for one filter (MQTT 5.0 section 3.8.3).</summary>
/// <param name="session">Who wants it.</param>
/// <param name="filter">Without <c>$share/group/</c>.</param>
/// <param name="group">The share name; null for a subscription of one's own.</param>
internal sealed class Subscription(Session session, string filter, string? group = null)
{
    public Session Session { get; } = session;

    public string Filter { get; } = filter;

    public string? Group { get; } = group;

    public QualityOfService Qos { get; init; }

    /// <summary>What the session publishes itself is not sent back to it.</summary>
    public bool NoLocal { get; init; }

    /// <summary>The publisher's RETAIN flag is kept; otherwise live messages arrive with it cleared.</summary>
    public bool RetainAsPublished { get; init; }

    /// <summary>Zero or one number; an array because a message that several filters match carries all of theirs.</summary>
    public uint[] Identifiers { get; init; } = [];
}
