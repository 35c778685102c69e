namespace EdgeGateway.Hub.Ingest;

/// <summary>How far the hub believes the time of an event; the order is from good to bad.</summary>
internal enum ClockTrust
{
    /// <summary>NTP had set the gateway's clock.</summary>
    Synchronised,

    /// <summary>It had not, and the time is possible.</summary>
    Estimated,

    /// <summary>The time cannot be: the hub shows when it received the event instead.</summary>
    Wrong,
}
