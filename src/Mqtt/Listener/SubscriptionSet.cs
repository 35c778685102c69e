namespace EdgeGateway.Mqtt.Listener;

/// <summary>The subscriptions whose filter ends at one place of the trie.</summary>
internal sealed class SubscriptionSet
{
    private readonly List<Subscription> alone = [];
    private readonly List<SharedGroup> groups = [];

    public bool IsEmpty => alone.Count == 0 && groups.Count == 0;

    /// <summary>True when the session had no subscription here (in this group) before.</summary>
    public bool Set(Subscription subscription)
    {
        if (subscription.Group is { } group)
        {
            return GroupNamed(group).Set(subscription);
        }

        var at = alone.FindIndex(other => other.Session == subscription.Session);
        if (at < 0)
        {
            alone.Add(subscription);
            return true;
        }

        alone[at] = subscription;
        return false;
    }

    public bool Remove(Subscription subscription)
    {
        if (subscription.Group is not { } name)
        {
            return alone.Remove(subscription);
        }

        var group = GroupNamed(name);
        var removed = group.Remove(subscription);
        if (group.IsEmpty)
        {
            groups.Remove(group);
        }

        return removed;
    }

    public void CollectInto(SubscriptionMatches matches)
    {
        matches.Alone.AddRange(alone);
        matches.Groups.AddRange(groups);
    }

    private SharedGroup GroupNamed(string name)
    {
        var group = groups.Find(known => known.Name == name);
        if (group is null)
        {
            group = new SharedGroup(name);
            groups.Add(group);
        }

        return group;
    }
}
