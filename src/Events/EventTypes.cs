namespace EdgeGateway.Events;

/// <summary>The event types of version 1, as they stand in CloudEvents <c>type</c> and in the topic.</summary>
public static class EventTypes
{
    public const string DoorCrossed = "door.crossed";
    public const string DoorTraffic = "door.traffic";
    public const string VisitorArrived = "visitor.arrived";
    public const string VisitorMoved = "visitor.moved";
    public const string VisitorHeard = "visitor.heard";
    public const string VisitorLeft = "visitor.left";
    public const string TapRead = "tap.read";
    public const string CodeScanned = "code.scanned";
    public const string BeaconHealth = "beacon.health";
    public const string SensorState = "sensor.state";
    public const string GatewayStarted = "gateway.started";
    public const string GatewayDropped = "gateway.dropped";

    /// <summary>Every type of version 1.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        DoorCrossed, DoorTraffic, VisitorArrived, VisitorMoved, VisitorHeard, VisitorLeft, TapRead, CodeScanned,
        BeaconHealth, SensorState, GatewayStarted, GatewayDropped,
    ];

    /// <summary>Somebody stands there now and is to be greeted: what an associate waits for.</summary>
    public static bool IsArrival(string type) => type is VisitorArrived or TapRead or CodeScanned;

    /// <summary>The lane a type travels in; a type of a later version travels with the visits, so that nothing unknown is dropped first.</summary>
    public static EventLane LaneOf(string type) => type switch
    {
        DoorCrossed or DoorTraffic or VisitorHeard => EventLane.Traffic,
        BeaconHealth or SensorState or GatewayStarted => EventLane.Health,
        _ => EventLane.Visit,
    };
}
