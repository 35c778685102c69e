namespace EdgeGateway.Events;

/// <summary>An event with everything but its number, which the outbox gives when it stores the event.</summary>
public sealed record EventDraft
{
    /// <summary>UUIDv7 (RFC 9562 section 5.7).</summary>
    public required Guid Id { get; init; }

    /// <summary><c>/stores/{store}/gateways/{gateway}</c>.</summary>
    public required string Source { get; init; }

    public required string Subject { get; init; }

    /// <summary>UTC; written with microseconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The kernel's boot id; <see cref="SinceBoot"/> counts from there.</summary>
    public required Guid BootId { get; init; }

    /// <summary>CLOCK_MONOTONIC; written in nanoseconds.</summary>
    public required TimeSpan SinceBoot { get; init; }

    public required ClockQuality Clock { get; init; }

    public required EventData Data { get; init; }

    /// <summary>CloudEvents type, for example <c>door.crossed</c>.</summary>
    public string Type => Data.Type;

    /// <summary>The lane this event travels in.</summary>
    public EventLane Lane => EventTypes.LaneOf(Data.Type);
}
