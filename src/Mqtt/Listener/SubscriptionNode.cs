namespace EdgeGateway.Mqtt.Listener;

/// <summary>One level of a filter in the trie.</summary>
internal sealed class SubscriptionNode
{
    private Dictionary<string, SubscriptionNode>? children;

    /// <summary>What follows after <c>+</c>.</summary>
    public SubscriptionNode? Any { get; private set; }

    /// <summary>Filters that end here.</summary>
    public SubscriptionSet Here { get; } = new();

    /// <summary>Filters that end with <c>#</c> below here; they include this level itself.</summary>
    public SubscriptionSet Below { get; } = new();

    public bool IsEmpty => Here.IsEmpty && Below.IsEmpty && Any is null && children is null or { Count: 0 };

    public SubscriptionNode? Child(ReadOnlySpan<char> level) =>
        children is not null && children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(level, out var child) ? child : null;

    /// <summary>The node for a level of a filter, which may be <c>+</c>.</summary>
    public SubscriptionNode? Step(ReadOnlySpan<char> level) => level is "+" ? Any : Child(level);

    public SubscriptionNode StepOrAdd(ReadOnlySpan<char> level)
    {
        if (level is "+")
        {
            return Any ??= new SubscriptionNode();
        }

        if (Child(level) is { } known)
        {
            return known;
        }

        children ??= new Dictionary<string, SubscriptionNode>(StringComparer.Ordinal);
        var added = new SubscriptionNode();
        children.Add(level.ToString(), added);
        return added;
    }

    public void Prune(ReadOnlySpan<char> level)
    {
        if (level is "+")
        {
            Any = null;
        }
        else
        {
            children?.GetAlternateLookup<ReadOnlySpan<char>>().Remove(level);
        }
    }
}
