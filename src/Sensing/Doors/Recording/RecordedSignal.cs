namespace EdgeGateway.Sensing.Doors;

/// <summary>A signal as it waits to be written.</summary>
/// <param name="DroppedBefore">Signals that are missing between the one before and this one.</param>
public readonly record struct RecordedSignal(DoorSignal Signal, long DroppedBefore);
