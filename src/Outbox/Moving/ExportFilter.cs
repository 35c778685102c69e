using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>Which events are exported.</summary>
/// <param name="Lane">Null for all three.</param>
/// <param name="From">The first number.</param>
/// <param name="To">The last number.</param>
public sealed record ExportFilter(EventLane? Lane = null, long From = 1, long To = EventJson.SequenceMax)
{
    /// <summary>Nothing is left out.</summary>
    public bool IsAll => Lane is null && From <= 1 && To >= EventJson.SequenceMax;

    public bool Takes(WaitingEvent one) => (Lane is null || Lane == one.Lane) && one.Sequence >= From && one.Sequence <= To;
}
