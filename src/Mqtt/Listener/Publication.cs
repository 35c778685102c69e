namespace EdgeGateway.Mqtt.Listener;

/// <summary>What became of a message that a client published.</summary>
internal enum Publication
{
    /// <summary>At least one session has it.</summary>
    Accepted,

    /// <summary>Nobody has asked for it.</summary>
    NoSubscribers,

    /// <summary>A limit is reached and nobody has it; the publisher is told.</summary>
    Refused,
}
