namespace EdgeGateway.Mqtt.Listener;

/// <summary>A message on its way to one session.</summary>
/// <param name="Qos">The smaller of the publisher's and the subscription's.</param>
/// <param name="Retain">The RETAIN flag that the subscriber shall see.</param>
/// <param name="Identifiers">The Subscription Identifiers of every filter that matched.</param>
internal readonly record struct Outgoing(StoredMessage Message, QualityOfService Qos, bool Retain, uint[] Identifiers);
