using EdgeGateway.Devices;

namespace EdgeGateway.Sensing;

/// <summary>Which sensors there are: a new family is one line here.</summary>
public static class SensorCatalog
{
    /// <summary>The configured sensors, not yet opened.</summary>
    public static IReadOnlyList<ISensor> Build(SensingOptions options, IHardware hardware, Enrolment enrolment) =>
    [
        .. options.Ble.Select(ble => new BleSensor(ble, hardware, enrolment)),
    ];
}
