namespace EdgeGateway.Events;

/// <summary>A stored event as the hub reads it: the draft, and the number that makes it provable.</summary>
/// <param name="Type">CloudEvents type; may be one this version does not know, then <see cref="Data"/> is null.</param>
/// <param name="Epoch">The outbox's incarnation.</param>
/// <param name="Sequence">1, 2, 3 … per epoch and gateway, without holes.</param>
public sealed record GatewayEvent(
    Guid Id,
    string Source,
    string Type,
    string Subject,
    DateTimeOffset Time,
    Guid Epoch,
    long Sequence,
    Guid BootId,
    TimeSpan SinceBoot,
    ClockQuality Clock,
    EventData? Data)
{
    /// <summary>The same happening with this data, to be written anew: under its own number or another one.</summary>
    public EventDraft Redraft(EventData data) => new()
    {
        Id = Id,
        Source = Source,
        Subject = Subject,
        Time = Time,
        BootId = BootId,
        SinceBoot = SinceBoot,
        Clock = Clock,
        Data = data,
    };
}
