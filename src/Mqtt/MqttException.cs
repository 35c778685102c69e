namespace EdgeGateway.Mqtt;

/// <summary>The connection is gone or the peer broke the protocol. The message says what was tried and what came back.</summary>
public sealed class MqttException : IOException
{
    public MqttException(ReasonCode reason, string message)
        : base(message)
    {
        Reason = reason;
    }

    public MqttException(ReasonCode reason, string message, Exception inner)
        : base(message, inner)
    {
        Reason = reason;
    }

    public ReasonCode Reason { get; }
}
