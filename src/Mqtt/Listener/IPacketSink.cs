namespace EdgeGateway.Mqtt.Listener;

/// <summary>A session's way to its connected client.</summary>
internal interface IPacketSink
{
    /// <summary>QoS 1 and 2 messages that may be under way at once.</summary>
    int ReceiveMaximum { get; }

    /// <summary>False while the client has not taken what is already written.</summary>
    bool HasRoom { get; }

    /// <summary>Writes a PUBLISH; false when the client has said that it takes no packet of this length.</summary>
    bool Publish(in Outgoing message, ushort id, bool isRepeated, TimeSpan now);

    void Release(ushort id);

    /// <summary>Ends the connection, with a DISCONNECT where the protocol has one.</summary>
    void Close(CloseCause cause, ReasonCode reason);
}
