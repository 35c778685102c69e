using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Outbox;

/// <summary>Events to append, as the daemon would draft them.</summary>
internal sealed class Drafts(TimeProvider time)
{
    public ClockQuality Clock { get; set; } = ClockQuality.Synchronised;

    public EventDraft Of(EventData data) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Source = "/stores/berlin-1/gateways/gw-1",
        Subject = "doors/front",
        Time = time.GetUtcNow(),
        BootId = Guid.Empty,
        SinceBoot = time.GetElapsedTime(0),
        Clock = Clock,
        Data = data,
    };

    public EventDraft Visit(string zone = "entrance") => Of(new VisitorArrived(Guid.CreateVersion7(), zone, null, 0.9, []));

    public EventDraft Traffic() => Of(new DoorCrossed("front", Direction.In, 0.97));

    public EventDraft Health() => Of(new BeaconHealth(new Identifier("ibeacon", "loyalty-app", "1"), 2900, 21.5, 1, 2));

    public EventDraft InLane(EventLane lane) => lane switch
    {
        EventLane.Visit => Visit(),
        EventLane.Traffic => Traffic(),
        _ => Health(),
    };
}
