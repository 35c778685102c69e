namespace EdgeGateway.Uplink;

/// <summary>One epoch of one name within a consignment, and what the hub has said of it on this connection.</summary>
internal sealed class ConsignedEpoch(string store, string gateway, Guid epoch)
{
    public string Store => store;

    public string Gateway => gateway;

    public Guid Epoch => epoch;

    /// <summary>The hub has everything up to here, or knows that it was lost.</summary>
    public long HubThrough { get; set; }

    /// <summary>An event was sent that the hub's word covered already. Then that word does not tell whether the hub has it.</summary>
    public bool HasCovered { get; set; }

    /// <summary>The hub's word tells that it has all that was sent.</summary>
    public bool IsKnown => HubThrough >= Highest && !HasCovered;

    /// <summary>How often the hub has spoken of this epoch.</summary>
    public int Answers { get; set; }

    /// <summary>The highest number sent.</summary>
    public long Highest { get; set; }

    /// <summary>The last event sent: sent once more, it makes the hub answer.</summary>
    public (string Topic, ReadOnlyMemory<byte> Json) Last { get; set; }
}
