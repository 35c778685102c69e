namespace EdgeGateway.Events;

/// <summary>A door's totals over an interval that ends at the event's time: the control sum of its crossings.</summary>
/// <param name="IntervalSeconds">How long the interval was.</param>
/// <param name="In">Everybody who went in; customers are In − Staff.In − Closed.In.</param>
/// <param name="UTurns">Approaches that turned back and were not counted.</param>
/// <param name="BlindSeconds">How much of the interval the door's sensor was blocked, silent or failed.</param>
/// <param name="Passages">Counted without a direction by a single beam or an ultrasonic sensor; null where the door has none. Nothing to add to in and out.</param>
/// <param name="Staff">Of these crossings, those excluded as staff; null for none.</param>
/// <param name="Closed">Of these crossings, those outside opening hours; null for none.</param>
public sealed record DoorTraffic(
    string Door, double IntervalSeconds, int In, int Out, int UTurns, double BlindSeconds, int? Passages = null, DoorCounts? Staff = null, DoorCounts? Closed = null)
    : EventData
{
    internal override string TypeName => EventTypes.DoorTraffic;
}
