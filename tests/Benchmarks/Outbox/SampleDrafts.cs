using EdgeGateway.Events;

namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>Events as a busy store makes them: three arrivals to one crossing.</summary>
internal static class SampleDrafts
{
    private static readonly Identifier Who = new(IdentifierKinds.IBeacon, "loyalty-app", "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2");

    public static EventDraft[] Make(int count) => [.. Enumerable.Range(0, count).Select(Make1)];

    /// <summary>A store in the middle of the day: six crossings to three moves to one arrival.</summary>
    public static EventDraft Mixed(int index) => Stamp((index % 10) switch
    {
        < 6 => new DoorCrossed("front", Direction.In, 0.97),
        < 9 => new VisitorMoved(Guid.CreateVersion7(), "entrance", "till", Who, 0.9),
        _ => new VisitorArrived(Guid.CreateVersion7(), "entrance", Who, 0.9, []),
    });

    public static EventDraft Stamp(EventData data) => new()
    {
        Id = Guid.CreateVersion7(),
        Source = "/stores/berlin-1/gateways/gw-1",
        Subject = "doors/front",
        Time = DateTimeOffset.UtcNow,
        BootId = Guid.Empty,
        SinceBoot = TimeSpan.FromSeconds(1),
        Clock = ClockQuality.Synchronised,
        Data = data,
    };

    private static EventDraft Make1(int index) => Stamp(index % 4 == 0
        ? new DoorCrossed("front", Direction.In, 0.97)
        : new VisitorMoved(Guid.CreateVersion7(), "entrance", "till", Who, 0.9));
}
