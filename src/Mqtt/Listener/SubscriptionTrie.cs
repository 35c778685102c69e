namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// Finds the subscriptions that a topic matches (MQTT 5.0 section 4.7). A node is a path of levels, so one topic visits each node
/// at most once and the depth is the topic's number of levels, which <see cref="MqttListenerLimits.TopicLevelsMax"/> bounds.
/// </summary>
internal sealed class SubscriptionTrie
{
    private readonly SubscriptionNode root = new();

    public int Count { get; private set; }

    /// <summary>Puts the subscription in, in the place of the same session's earlier one for the filter; true when it is new.</summary>
    public bool Set(Subscription subscription)
    {
        var rest = subscription.Filter.AsSpan();
        var node = root;
        foreach (var range in rest.Split('/'))
        {
            if (rest[range] is "#")
            {
                return Counted(node.Below.Set(subscription));
            }

            node = node.StepOrAdd(rest[range]);
        }

        return Counted(node.Here.Set(subscription));
    }

    /// <summary>False when it is not in the trie.</summary>
    public bool Remove(Subscription subscription)
    {
        var removed = Remove(root, subscription.Filter, subscription);
        Count -= removed ? 1 : 0;
        return removed;
    }

    /// <summary>Adds to <paramref name="matches"/> whom the topic concerns.</summary>
    public void Match(string topic, SubscriptionMatches matches)
    {
        // 4.7.2: a wildcard on the first level does not match a topic that begins with '$'.
        var isInternal = topic.StartsWith('$');
        if (!isInternal)
        {
            root.Below.CollectInto(matches);
        }

        Match(root, topic, matches, isInternal);
    }

    private static void Match(SubscriptionNode node, ReadOnlySpan<char> rest, SubscriptionMatches matches, bool isInternal)
    {
        var slash = rest.IndexOf('/');
        var level = slash < 0 ? rest : rest[..slash];
        if (node.Child(level) is { } named)
        {
            Enter(named, rest, slash, matches);
        }

        if (node.Any is { } any && !isInternal)
        {
            Enter(any, rest, slash, matches);
        }
    }

    private static void Enter(SubscriptionNode node, ReadOnlySpan<char> rest, int slash, SubscriptionMatches matches)
    {
        node.Below.CollectInto(matches);
        if (slash < 0)
        {
            node.Here.CollectInto(matches);
        }
        else
        {
            Match(node, rest[(slash + 1)..], matches, isInternal: false);
        }
    }

    private static bool Remove(SubscriptionNode node, ReadOnlySpan<char> rest, Subscription subscription)
    {
        if (rest is "#")
        {
            return node.Below.Remove(subscription);
        }

        var slash = rest.IndexOf('/');
        var level = slash < 0 ? rest : rest[..slash];
        if (node.Step(level) is not { } next)
        {
            return false;
        }

        var removed = slash < 0 ? next.Here.Remove(subscription) : Remove(next, rest[(slash + 1)..], subscription);
        if (next.IsEmpty)
        {
            node.Prune(level);
        }

        return removed;
    }

    private bool Counted(bool isNew)
    {
        Count += isNew ? 1 : 0;
        return isNew;
    }
}
