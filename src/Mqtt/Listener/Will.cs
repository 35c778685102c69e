namespace EdgeGateway.Mqtt.Listener;

/// <summary>What is published when a client goes without saying so (MQTT 5.0 section 3.1.2.5).</summary>
/// <param name="Expiry">Of the message, counted from its publication.</param>
internal sealed record Will(StoredMessage Message, TimeSpan Delay, TimeSpan? Expiry);
