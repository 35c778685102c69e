namespace EdgeGateway.Uplink;

/// <summary>What a PUBACK's reason code means for the event.</summary>
internal enum PublishVerdict
{
    /// <summary>The broker has it.</summary>
    Delivered,

    /// <summary>Nobody listens: ask again, one at a time.</summary>
    NobodyListens,

    /// <summary>Not now: pause, then go on.</summary>
    Later,

    /// <summary>Not allowed: pause long, a human must act.</summary>
    NotAllowed,

    /// <summary>Never: this event is set aside.</summary>
    Never,

    /// <summary>The broker does not say why: a few tries, then never.</summary>
    Unclear,
}
