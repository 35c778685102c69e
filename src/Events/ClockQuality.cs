namespace EdgeGateway.Events;

/// <summary>Whether the wall clock was right when an event was stamped. A Pi has no real-time clock.</summary>
public enum ClockQuality
{
    /// <summary>The kernel says that the clock is not synchronised: the time is an estimate.</summary>
    Estimated,

    /// <summary>NTP has synchronised the clock.</summary>
    Synchronised,
}
