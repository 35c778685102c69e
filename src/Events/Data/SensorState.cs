namespace EdgeGateway.Events;

/// <summary>A sensor works, or the gateway is blind where it stands.</summary>
/// <param name="Family"><c>ble</c>, <c>doors</c> or <c>nfc</c>; <c>outbox</c> when it is the disk that ails.</param>
/// <param name="Reason">One sentence: what is wrong, or what has come right.</param>
/// <param name="Remedy">One sentence: what to do; empty when nothing needs doing.</param>
/// <param name="SilentSeconds">Time since the last signal.</param>
public sealed record SensorState(
    string Sensor, string Family, SensorCondition Condition, string Reason, string Remedy, double SilentSeconds) : EventData
{
    internal override string TypeName => EventTypes.SensorState;
}
