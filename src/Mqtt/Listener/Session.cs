namespace EdgeGateway.Mqtt.Listener;

/// <summary>What the broker remembers of a client, connected or away (MQTT 5.0 section 4.1).</summary>
internal sealed class Session(string clientId, string? userName, OutboundQueue outbound)
{
    public string ClientId { get; } = clientId;

    /// <summary>Whose it is; null for a client without a name.</summary>
    public string? UserName { get; } = userName;

    public OutboundQueue Outbound { get; } = outbound;

    /// <summary>By the filter as the client wrote it.</summary>
    public Dictionary<string, Subscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>QoS 2 messages that were passed on and whose PUBREL has not come.</summary>
    public HashSet<ushort> Received { get; } = [];

    /// <summary>The connected client; null while it is away.</summary>
    public IPacketSink? Sink { get; set; }

    /// <summary>How long the session outlives its connection.</summary>
    public TimeSpan Expiry { get; set; }

    /// <summary>Set while the client is away.</summary>
    public TimeSpan? ExpiresAt { get; set; }

    public Will? Will { get; set; }

    /// <summary>Set while the client is away and its will waits for the delay.</summary>
    public TimeSpan? WillDueAt { get; set; }

    /// <summary>Since when the connected client lags behind, and what it had acknowledged by then.</summary>
    public (TimeSpan Since, long Finished)? Lag { get; set; }

    /// <summary>The last publication that found this session, and its place in the list of deliveries: finds repeats without searching.</summary>
    public (long Publication, int At) Found { get; set; }

    public bool IsConnected => Sink is not null;

    public bool HasRoom => Outbound.HasRoom;

    /// <summary>Its publishers wait for it.</summary>
    public bool HoldsUpPublishers => IsConnected && Outbound.IsHalfFull;

    public void Fill(TimeSpan now)
    {
        if (Sink is not null)
        {
            Outbound.Fill(Sink, now);
        }
    }
}
