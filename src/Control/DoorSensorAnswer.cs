using EdgeGateway.Events;

namespace EdgeGateway.Control;

/// <summary>A sensor at a door.</summary>
/// <param name="Kind">beam, distance or thermal.</param>
public sealed record DoorSensorAnswer(string Sensor, string Kind, SensorCondition Condition, string Reason, string Remedy);
