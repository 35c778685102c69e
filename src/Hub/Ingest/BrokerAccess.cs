using EdgeGateway.Mqtt;

namespace EdgeGateway.Hub.Ingest;

/// <summary>Where the hub's broker is and as whom the hub connects; asked anew for each connection, because a port may be known only then.</summary>
/// <param name="Name">For people: the address without secrets.</param>
internal sealed record BrokerAccess(Func<string> Name, Func<MqttClientOptions> Options);
