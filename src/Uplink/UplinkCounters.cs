namespace EdgeGateway.Uplink;

/// <summary>What the uplink counts from start to stop. Guarded by the pump's lock.</summary>
internal sealed class UplinkCounters
{
    public long Sent { get; set; }

    public long Delivered { get; set; }

    public long Resent { get; set; }

    public long Refused { get; set; }

    public int Connects { get; set; }

    public DateTimeOffset? LastDelivered { get; set; }
}
