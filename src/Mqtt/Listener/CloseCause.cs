namespace EdgeGateway.Mqtt.Listener;

/// <summary>Why the embedded broker's connection to a client ended; each is counted.</summary>
public enum CloseCause
{
    /// <summary>The client sent DISCONNECT.</summary>
    ClientLeft,

    /// <summary>The stream ended or broke without a DISCONNECT.</summary>
    ConnectionLost,

    /// <summary>No CONNECT in time: a port scan, a half-open line or a slow loris.</summary>
    ConnectTimeout,

    /// <summary>Nothing came for one and a half keepalives.</summary>
    KeepAliveTimeout,

    /// <summary>A packet was begun and not finished in time.</summary>
    PacketTimeout,

    /// <summary>Bytes that are no MQTT, no TLS or no WebSocket.</summary>
    Malformed,

    /// <summary>MQTT that is not allowed at that point.</summary>
    ProtocolError,

    /// <summary>A packet that announced more bytes than the limit.</summary>
    PacketTooLarge,

    /// <summary>More QoS 2 messages under way than our Receive Maximum.</summary>
    ReceiveMaximumExceeded,

    /// <summary>CONNECT with a name, password, version, method or will that is not accepted.</summary>
    Refused,

    /// <summary>The limit of connections or sessions is reached.</summary>
    LimitReached,

    /// <summary>The same client id has connected again.</summary>
    TakenOver,

    /// <summary>A subscriber whose queue stayed full.</summary>
    TooSlow,

    /// <summary>The listener stops.</summary>
    ShuttingDown,

    /// <summary>A fault of the broker itself; the other connections go on.</summary>
    Fault,
}
