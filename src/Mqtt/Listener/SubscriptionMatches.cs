namespace EdgeGateway.Mqtt.Listener;

/// <summary>Whom a topic concerns; one instance is used again and again.</summary>
internal sealed class SubscriptionMatches
{
    public List<Subscription> Alone { get; } = [];

    /// <summary>One member of each gets the message.</summary>
    public List<SharedGroup> Groups { get; } = [];

    public void Clear()
    {
        Alone.Clear();
        Groups.Clear();
    }
}
