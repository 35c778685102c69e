namespace EdgeGateway.Mqtt;

/// <summary>Why a connection ended.</summary>
/// <param name="Reason">The broker's DISCONNECT code, or ours.</param>
/// <param name="Explanation">One sentence for people.</param>
public sealed record MqttDisconnection(ReasonCode Reason, string Explanation, string? ServerReference = null);
