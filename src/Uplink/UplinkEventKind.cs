namespace EdgeGateway.Uplink;

/// <summary>How an <see cref="UplinkEvent"/> is to be logged.</summary>
public enum UplinkEventKind
{
    /// <summary>Information.</summary>
    Connected,

    /// <summary>Warning: it will be tried again soon.</summary>
    Lost,

    /// <summary>Error: a human must act.</summary>
    Refused,

    /// <summary>Warning: events wait because broker or hub want fewer or nobody listens.</summary>
    Paused,

    /// <summary>Warning: broker or hub and this gateway do not agree on what was delivered.</summary>
    Disagreement,
}
