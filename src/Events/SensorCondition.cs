namespace EdgeGateway.Events;

/// <summary>What a sensor says of itself, or what its silence says.</summary>
public enum SensorCondition
{
    /// <summary>Signals arrive as they should.</summary>
    Working,

    /// <summary>No signal for longer than the sensor's limit: the gateway is blind here.</summary>
    Silent,

    /// <summary>Something stands in the way, for example a trolley in a beam.</summary>
    Blocked,

    /// <summary>The device answers with errors, or is gone.</summary>
    Failed,
}
