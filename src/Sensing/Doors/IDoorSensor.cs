namespace EdgeGateway.Sensing.Doors;

/// <summary>A sensor at a door: its raw signals can be recorded while it counts.</summary>
public interface IDoorSensor : ISensor
{
    /// <summary>The door's name in events.</summary>
    string Door { get; }

    /// <summary>Where its raw signals can be had.</summary>
    SignalOutlet Signals { get; }
}
