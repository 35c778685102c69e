using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Events;

/// <summary>An event of every type with every member set, and one with every optional member left out.</summary>
internal static class SampleEvents
{
    private static readonly Identifier Who = new(IdentifierKinds.IBeacon, "loyalty-app", "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2");
    private static readonly Guid Visit = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ac");
    private static readonly Guid Epoch = Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");

    public static IReadOnlyList<(string Subject, EventData Data)> Full { get; } =
    [
        ("doors/front", new DoorCrossed("front", Direction.In, 0.97, Exclusion.Staff)),
        ("doors/front", new DoorTraffic("front", 900, 12, 11, 1, 3.5, 24, new DoorCounts(2, 1), new DoorCounts(0, 3))),
        ($"visits/{Visit}", new VisitorArrived(Visit, "entrance", Who, 0.91, [new Evidence(EvidenceKind.Beacon, "radio", 0.5, 0.75, -60.5)])),
        ($"visits/{Visit}", new VisitorMoved(Visit, "entrance", "till", Who, 0.91)),
        ($"visits/{Visit}", new VisitorHeard(Visit, "till", -63.5)),
        ($"visits/{Visit}", new VisitorLeft(Visit, "till", Who, 320.5, 120, 0.97, [new Evidence(EvidenceKind.Tap, "till-reader", 200, 0.95, -1)])),
        ("readers/till-reader", new TapRead("till-reader", "till", "iso14443a", Who, Visit)),
        ("scanners/till-scanner", new CodeScanned("till-scanner", "till", Who, Visit)),
        ("sensors/radio", new BeaconHealth(Who, 2950, 21.5, 100, 3600)),
        ("sensors/radio", new SensorState("radio", "ble", SensorCondition.Silent, "no sign of life for 60 s", "check its power", 60)),
        ("gateway", new GatewayStarted("0.1.0", 214, Epoch, "the outbox could not be read")),
        ("gateway", new GatewayDropped("size-cap", EventLane.Health, 3, Epoch, [new SequenceRange(1, 2), new SequenceRange(5, 5)])),
    ];

    public static IReadOnlyList<(string Subject, EventData Data)> Sparse { get; } =
    [
        ("doors/front", new DoorCrossed("front", Direction.Out, 0.97)),
        ("doors/front", new DoorTraffic("front", 900, 12, 11, 1, 3.5)),
        ($"visits/{Visit}", new VisitorArrived(Visit, "entrance", null, 0.91, [new Evidence(EvidenceKind.Beacon, "radio", 0, 0)])),
        ($"visits/{Visit}", new VisitorMoved(Visit, "entrance", "till", null, 0.91)),
        ($"visits/{Visit}", new VisitorHeard(Visit, "till")),
        ($"visits/{Visit}", new VisitorLeft(Visit, "till", null, 0, 0, 0, [])),
        ("readers/till-reader", new TapRead("till-reader", "till", "iso14443a", null, null)),
        ("scanners/till-scanner", new CodeScanned("till-scanner", "till", null, null)),
        ("sensors/radio", new BeaconHealth(Who, null, null, null, null)),
        ("gateway", new GatewayStarted("0.1.0", 0, null, "")),
    ];

    /// <summary>The other payloads, by their schema.</summary>
    public static IReadOnlyList<(string Schema, string Json)> Payloads { get; } =
    [
        ("state.link.json", JsonSerializer.Serialize(new LinkState(true, Epoch, 43, "0.1.0"), EventJsonContext.Default.LinkState)),
        ("ack.stored.json", JsonSerializer.Serialize(new StoredAck(Epoch, 42), EventJsonContext.Default.StoredAck)),
        ("ack.stored.json", JsonSerializer.Serialize(new StoredAck(Epoch, 42, BacklogRate: 200), EventJsonContext.Default.StoredAck)),
        ("command.resend.json", JsonSerializer.Serialize(
            new ResendRequest(Epoch, [new SequenceRange(1, 2), new SequenceRange(5, 5)]), EventJsonContext.Default.ResendRequest)),
        ("answer.resend.json", JsonSerializer.Serialize(
            new ResendAnswer(Epoch, [new SequenceRange(1, 2)], [new GoneRange(5, 5, GoneRange.Acknowledged)], "none"), EventJsonContext.Default.ResendAnswer)),
        ("state.health.json", JsonSerializer.Serialize(
            new HealthReport(Epoch, 43, 1, 0.5, 4096, 0, ClockQuality.Synchronised, 12.5, "0.1.0", [
                new SensorHealth("radio", "ble", SensorCondition.Working, "hears", "", 12, 0.2)],
                "front: 480 in, 431 out over 3 days"),
            EventJsonContext.Default.HealthReport)),
    ];

    /// <summary>The event as it stands on the wire.</summary>
    public static JsonNode Wire(string subject, EventData data) => JsonNode.Parse(EventJson.Write(
        new EventDraft
        {
            Id = Visit,
            Source = "/stores/berlin-1/gateways/gw-1",
            Subject = subject,
            Time = DateTimeOffset.UnixEpoch.AddDays(20_000),
            BootId = Epoch,
            SinceBoot = TimeSpan.FromSeconds(12),
            Clock = ClockQuality.Estimated,
            Data = data,
        },
        Epoch,
        42))!;
}
