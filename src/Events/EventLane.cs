namespace EdgeGateway.Events;

/// <summary>What goes first when the uplink is narrow, and last when the outbox is full.</summary>
public enum EventLane
{
    /// <summary>People: arrivals, taps, codes, and the drop ledger itself.</summary>
    Visit = 0,

    /// <summary>Door counts, and how strongly visitors are heard.</summary>
    Traffic = 1,

    /// <summary>The state of sensors, beacons and the gateway.</summary>
    Health = 2,
}
