using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>What the hub knows of one gateway: its epochs' accounts, its link and its last health report.</summary>
internal sealed class GatewayLedger(long id, string store, string name)
{
    /// <summary>A gateway that begins epochs without end is broken or hostile; further ones are quarantined.</summary>
    public const int EpochsMax = 1000;

    public long Id => id;

    public string Store => store;

    public string Name => name;

    public Dictionary<Guid, EpochLedger> Epochs { get; } = [];

    /// <summary>The epoch that the gateway last said it is in.</summary>
    public Guid? CurrentEpoch { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    public ClockQuality? Clock { get; set; }

    public long Unreadable { get; set; }

    /// <summary>Null until a birth or a last will was seen.</summary>
    public bool? Online { get; set; }

    public DateTimeOffset? LinkChanged { get; set; }

    public string Version { get; set; } = "";

    public HealthReport? Health { get; set; }

    public byte[]? HealthJson { get; set; }

    public DateTimeOffset? HealthReceived { get; set; }

    /// <summary>The gateway's row has to be written with the next commit.</summary>
    public bool IsTouched { get; set; }

    /// <summary>An <c>ack/stored</c> is due: something was settled, repeated, or the gateway has just come back.</summary>
    public HashSet<Guid> AcksDue { get; } = [];
}
