namespace EdgeGateway.Hub.Ingest;

/// <summary>One message from a gateway, understood as far as it can be and not stored yet.</summary>
/// <param name="Store">From the topic, whose rights the broker checks; empty when the topic could not be read.</param>
/// <param name="Gateway">Likewise.</param>
/// <param name="Bytes">As they came, unchanged; of a longer message no more than <see cref="EventIntake.QuarantinedBytesMax"/> and one.</param>
internal abstract record Incoming(string Store, string Gateway, DateTimeOffset Received, byte[] Bytes);
