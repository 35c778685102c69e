namespace EdgeGateway.Mqtt.Listener;

/// <summary>The last message of each topic that was published with RETAIN (MQTT 5.0 section 3.3.1.3), within two limits.</summary>
internal sealed class RetainedStore(int messagesMax, long bytesMax)
{
    private readonly RetainedNode root = new();

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>True when the message would fit, taking the place of the topic's earlier one.</summary>
    public bool HasRoomFor(string topic, int bytes)
    {
        var earlier = Find(topic);
        return Count + (earlier is null ? 1 : 0) <= messagesMax && Bytes - (earlier?.Bytes ?? 0) + bytes <= bytesMax;
    }

    /// <summary>Keeps the message; an empty payload removes the topic's message instead. False when a limit is reached.</summary>
    public bool Set(StoredMessage message)
    {
        if (message.Payload.IsEmpty)
        {
            Remove(message.Topic);
            return true;
        }

        if (!HasRoomFor(message.Topic, message.Bytes))
        {
            return false;
        }

        var node = root;
        foreach (var range in message.Topic.AsSpan().Split('/'))
        {
            node = node.ChildOrAdd(message.Topic.AsSpan(range));
        }

        Forget(node);
        node.Message = message;
        Count++;
        Bytes += message.Bytes;
        return true;
    }

    public StoredMessage? Find(string topic)
    {
        var node = root;
        foreach (var range in topic.AsSpan().Split('/'))
        {
            node = node?.Child(topic.AsSpan(range));
        }

        return node?.Message;
    }

    public void Remove(string topic) => Remove(root, topic);

    /// <summary>Shows every message whose topic the filter matches, until <paramref name="take"/> answers false.</summary>
    public void Match(string filter, Func<StoredMessage, bool> take) => Match(root, filter, take, isFirst: true);

    /// <summary>Drops the messages whose expiry has passed and tells how many.</summary>
    public int RemoveExpired(TimeSpan now)
    {
        List<string> expired = [];
        TakeAll(root, isFirst: false, message =>
        {
            if (message.IsExpired(now))
            {
                expired.Add(message.Topic);
            }

            return true;
        });
        expired.ForEach(Remove);
        return expired.Count;
    }

    private static bool Match(RetainedNode node, ReadOnlySpan<char> rest, Func<StoredMessage, bool> take, bool isFirst)
    {
        if (rest is "#")
        {
            return TakeAll(node, isFirst, take);
        }

        var slash = rest.IndexOf('/');
        var level = slash < 0 ? rest : rest[..slash];
        if (level is not "+")
        {
            return node.Child(level) is not { } child || Enter(child, rest, slash, take);
        }

        if (node.Children is null)
        {
            return true;
        }

        foreach (var (name, child) in node.Children)
        {
            if (!IsHidden(name, isFirst) && !Enter(child, rest, slash, take))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Enter(RetainedNode node, ReadOnlySpan<char> rest, int slash, Func<StoredMessage, bool> take) =>
        slash < 0
            ? node.Message is null || take(node.Message)
            : Match(node, rest[(slash + 1)..], take, isFirst: false);

    private static bool TakeAll(RetainedNode node, bool isFirst, Func<StoredMessage, bool> take)
    {
        if (node.Message is not null && !take(node.Message))
        {
            return false;
        }

        if (node.Children is null)
        {
            return true;
        }

        foreach (var (name, child) in node.Children)
        {
            if (!IsHidden(name, isFirst) && !TakeAll(child, isFirst: false, take))
            {
                return false;
            }
        }

        return true;
    }

    // 4.7.2: a wildcard on the first level does not match a topic that begins with '$'.
    private static bool IsHidden(string level, bool isFirst) => isFirst && level.StartsWith('$');

    private void Remove(RetainedNode node, ReadOnlySpan<char> rest)
    {
        var slash = rest.IndexOf('/');
        var level = slash < 0 ? rest : rest[..slash];
        if (node.Child(level) is not { } child)
        {
            return;
        }

        if (slash < 0)
        {
            Forget(child);
        }
        else
        {
            Remove(child, rest[(slash + 1)..]);
        }

        if (child.IsEmpty)
        {
            node.Prune(level);
        }
    }

    private void Forget(RetainedNode node)
    {
        if (node.Message is { } earlier)
        {
            Count--;
            Bytes -= earlier.Bytes;
            node.Message = null;
        }
    }
}
