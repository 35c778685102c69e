namespace EdgeGateway.Mqtt.Listener;

/// <summary>The rights of one connected client, with its names filled in.</summary>
internal sealed class ClientRights
{
    private readonly string[] publish;
    private readonly string[] subscribe;

    public ClientRights(MqttTopicRights rights, string clientId, string? userName)
    {
        publish = FillIn(rights.Publish, clientId, userName);
        subscribe = FillIn(rights.Subscribe, clientId, userName);
    }

    public bool MayPublish(ReadOnlySpan<char> topic) => Any(publish, topic);

    /// <summary>For the filter proper, without <c>$share/group/</c>.</summary>
    public bool MaySubscribe(ReadOnlySpan<char> filter) => Any(subscribe, filter);

    private static bool Any(string[] filters, ReadOnlySpan<char> topic)
    {
        foreach (var filter in filters)
        {
            if (FilterCover.Covers(filter, topic))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] FillIn(IReadOnlyList<string> filters, string clientId, string? userName) =>
        [.. from filter in filters
            where CanStand("%c", clientId, filter) && CanStand("%u", userName, filter)
            select filter.Replace("%u", userName, StringComparison.Ordinal).Replace("%c", clientId, StringComparison.Ordinal)];

    // A client that calls itself "#" or "a/b" must not widen its own rights; the filter is left out, and with it the right.
    private static bool CanStand(string placeholder, string? name, string filter) =>
        !filter.Contains(placeholder, StringComparison.Ordinal)
        || (!string.IsNullOrEmpty(name) && name.AsSpan().IndexOfAny("+#/%") < 0);
}
