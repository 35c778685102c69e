namespace EdgeGateway.Events;

/// <summary>A sensor's condition has changed.</summary>
/// <param name="Family"><c>ble</c>, <c>doors</c> or <c>nfc</c>.</param>
/// <param name="Door">For a door's sensor: the door it watches, so that its blind time is counted there.</param>
/// <param name="SilentFor">Time since the last signal.</param>
public sealed record SensorReport(
    string Sensor,
    TimeSpan At,
    string Family,
    SensorCondition Condition,
    string Reason,
    string Remedy,
    TimeSpan SilentFor,
    string? Door = null) : Sighting(Sensor, At);
