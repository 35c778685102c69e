namespace EdgeGateway.Uplink;

/// <summary>One epoch of one name within a consignment, and what the hub has said of it on this connection.</summary>
internal sealed class ConsignedEpoch(string store, string gateway, Guid epoch)
{
    public string Store => store;

    public string Gateway => gateway;

    public Guid Epoch => epoch;

    /// <summary>The hub has everything up to here.</summary>
    public long HubThrough { get; set; }

    /// <summary>How often the hub has spoken of this epoch.</summary>
    public int Answers { get; set; }

    /// <summary>The highest number sent.</summary>
    public long Highest { get; set; }

    /// <summary>The last event sent: sent once more, it makes the hub answer.</summary>
    public (string Topic, ReadOnlyMemory<byte> Json) Last { get; set; }
}
