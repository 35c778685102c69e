namespace EdgeGateway.Mqtt.Listener;

/// <summary>
/// The topics that a client may publish to and subscribe to, as filters; <c>%c</c> stands for its client id, <c>%u</c> for its user name.
/// </summary>
public sealed record MqttTopicRights
{
    /// <summary>Every topic that does not begin with <c>$</c>.</summary>
    public static MqttTopicRights Everything { get; } = new() { Publish = ["#"], Subscribe = ["#"] };

    public IReadOnlyList<string> Publish { get; init; } = [];

    /// <summary>A subscription is granted when one of these covers every topic that it could match.</summary>
    public IReadOnlyList<string> Subscribe { get; init; } = [];

    /// <summary>All that is wrong with the filters; the key is the place in the configuration that they stand in.</summary>
    public IEnumerable<string> Problems(string key) =>
        Problems(key + ".publish", Publish).Concat(Problems(key + ".subscribe", Subscribe));

    private static IEnumerable<string> Problems(string key, IReadOnlyList<string> filters) =>
        from filter in filters
        where !TopicFilter.IsValid(filter) || filter.StartsWith("$share/", StringComparison.Ordinal)
        select $"{key}: \"{filter}\" is not a plain topic filter; '+' stands alone between slashes, '#' alone at the end, and $share is left out";
}
