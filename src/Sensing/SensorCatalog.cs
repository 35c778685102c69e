using EdgeGateway.Devices;
using EdgeGateway.Sensing.Codes;
using EdgeGateway.Sensing.Doors;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Sensing;

/// <summary>Which sensors there are: a new family is one line here.</summary>
public static class SensorCatalog
{
    /// <summary>The configured sensors, not yet opened.</summary>
    public static IReadOnlyList<ISensor> Build(SensingOptions options, IHardware hardware, Enrolment enrolment)
    {
        var shared = SharedDoor.Of(options.Thermal);
        var counted = options.DoorsCountedByDirection().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. options.Ble.Select(ble => new BleSensor(ble, hardware, enrolment)),
            .. options.Doors.Select(door => new BeamSensor(door, hardware)),
            .. options.Thermal.Select(array => new ThermalSensor(array, hardware, shared[array.DoorName])),
            .. options.Tof.Select(door => new TofSensor(door, hardware)),
            .. options.SingleBeams.Select(beam => new SingleBeamSensor(beam, hardware, isAlone: !counted.Contains(beam.DoorName))),
            .. options.Ultrasonic.Select(sensor => new UltrasonicSensor(sensor, hardware, isAlone: !counted.Contains(sensor.DoorName))),
            .. options.Motion.Select(detector => new MotionSensor(detector, hardware)),
            .. options.Nfc.Select(reader => new Pn532Sensor(reader, hardware, enrolment)),
            .. options.Codes.Select(scanner => new CodeScanner(scanner, hardware, enrolment)),
        ];
    }
}
