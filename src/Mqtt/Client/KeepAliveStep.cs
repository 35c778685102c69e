namespace EdgeGateway.Mqtt.Client;

/// <summary>What the keep-alive asks for.</summary>
internal enum KeepAliveStep
{
    None,
    Ping,

    /// <summary>A ping had no answer in time.</summary>
    GiveUp,
}
