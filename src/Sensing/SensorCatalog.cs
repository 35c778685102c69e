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
        var thermal = SharedDoor.Of(options.Thermal.Select(one => (one.DoorName, one.Name, one.Place)));
        var tof = SharedDoor.Of(options.Tof.Select(one => (one.DoorName, one.Name, one.Place)));
        var counted = options.DoorsCountedByDirection().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. options.Ble.Select(ble => new BleSensor(ble, hardware, enrolment)),
            .. options.Doors.Select(door => new BeamSensor(door, hardware)),
            .. options.Thermal.Select(array => new ThermalSensor(array, hardware, thermal[array.DoorName])),
            .. options.Tof.Select(sensor => new TofSensor(sensor, hardware, tof[sensor.DoorName])),
            .. options.SingleBeams.Select(beam => new SingleBeamSensor(beam, hardware, isAlone: !counted.Contains(beam.DoorName))),
            .. options.Ultrasonic.Select(sensor => new UltrasonicSensor(sensor, hardware, isAlone: !counted.Contains(sensor.DoorName))),
            .. options.Motion.Select(detector => new MotionSensor(detector, hardware)),
            .. options.Nfc.Select(reader => new Pn532Sensor(reader, hardware, enrolment)),
            .. options.Codes.Select(scanner => new CodeScanner(scanner, hardware, enrolment)),
        ];
    }
}
