namespace EdgeGateway.Mqtt.Listener;

/// <summary>One level of a retained message's topic.</summary>
internal sealed class RetainedNode
{
    public Dictionary<string, RetainedNode>? Children { get; private set; }

    public StoredMessage? Message { get; set; }

    public bool IsEmpty => Message is null && Children is null or { Count: 0 };

    public RetainedNode? Child(ReadOnlySpan<char> level) =>
        Children is not null && Children.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(level, out var child) ? child : null;

    public RetainedNode ChildOrAdd(ReadOnlySpan<char> level)
    {
        if (Child(level) is { } known)
        {
            return known;
        }

        Children ??= new Dictionary<string, RetainedNode>(StringComparer.Ordinal);
        var added = new RetainedNode();
        Children.Add(level.ToString(), added);
        return added;
    }

    public void Prune(ReadOnlySpan<char> level) => Children?.GetAlternateLookup<ReadOnlySpan<char>>().Remove(level);
}
