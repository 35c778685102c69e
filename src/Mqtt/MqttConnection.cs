namespace EdgeGateway.Mqtt;

/// <summary>The outcome of connecting.</summary>
/// <param name="Reason">The broker's CONNACK code; <see cref="ReasonCode.ServerUnavailable"/> when there was no CONNACK at all.</param>
/// <param name="Explanation">One sentence for people: empty on success, else what was tried and what came back.</param>
/// <param name="SessionPresent">The broker remembers this client's subscriptions and unacknowledged messages.</param>
/// <param name="ReceiveMaximum">The broker's window.</param>
/// <param name="PacketBytesMax">The longest packet that the broker takes; null for no limit.</param>
/// <param name="KeepAlive">What the broker decided.</param>
/// <param name="AssignedClientId">When the broker chose the name.</param>
/// <param name="ServerReference">Where to go instead (0x9C, 0x9D).</param>
public sealed record MqttConnection(
    ReasonCode Reason,
    string Explanation,
    bool SessionPresent = false,
    ushort ReceiveMaximum = ushort.MaxValue,
    uint? PacketBytesMax = null,
    TimeSpan? KeepAlive = null,
    string? AssignedClientId = null,
    string? ServerReference = null)
{
    public bool IsAccepted => Reason == ReasonCode.Success;
}
