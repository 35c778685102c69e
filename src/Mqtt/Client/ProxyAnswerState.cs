namespace EdgeGateway.Mqtt.Client;

/// <summary>How far a proxy's answer has come.</summary>
internal enum ProxyAnswerState
{
    /// <summary>More bytes must come.</summary>
    Incomplete,

    /// <summary>Status line and header are there.</summary>
    Complete,

    /// <summary>This is not HTTP/1.</summary>
    NotHttp,

    /// <summary>The header does not end within the limit.</summary>
    TooLong,
}
