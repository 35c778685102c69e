namespace EdgeGateway.Mqtt.Listener;

/// <summary>A topic that a client has published to: decoded and judged once.</summary>
/// <param name="Problem">Success, or why nothing is accepted on it: Not authorized, Topic name invalid.</param>
internal sealed record KnownTopic(string Topic, byte[] Utf8, ReasonCode Problem);
