using EdgeGateway.Events;

namespace EdgeGateway.Control;

/// <summary>A sensor at a door.</summary>
/// <param name="Kind">beam, distance or thermal, singleBeam or ultrasonic.</param>
/// <param name="HasDirection">It tells in from out; otherwise it is a helper, and its people are <c>passages</c>.</param>
public sealed record DoorSensorAnswer(string Sensor, string Kind, bool HasDirection, SensorCondition Condition, string Reason, string Remedy);
