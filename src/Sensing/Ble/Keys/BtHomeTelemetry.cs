using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>The part of a BTHome sensor's measurements that is about the sensor itself: battery and temperature.</summary>
internal static class BtHomeTelemetry
{
    private const byte BatteryPercent = 0x01;
    private const byte Volts = 0x0C;
    private const byte VoltsCoarse = 0x4A;

    /// <summary>Null when it says nothing about itself.</summary>
    public static BeaconTelemetry? Of(string sensor, TimeSpan at, Identifier beacon, BtHomeReader measurements)
    {
        double? percent = null;
        double? volts = null;
        double? temperature = null;
        while (measurements.Read(out var measurement))
        {
            // A sensor with several thermometers names the first one first.
            switch (measurement.ObjectId)
            {
                case BatteryPercent:
                    percent ??= measurement.Number;
                    break;
                case Volts or VoltsCoarse:
                    volts ??= measurement.Number;
                    break;
                case 0x02 or 0x45 or 0x57 or 0x58:
                    temperature ??= measurement.Number;
                    break;
                default:
                    break;
            }
        }

        return percent is null && volts is null && temperature is null
            ? null
            : new BeaconTelemetry(sensor, at, beacon, MillivoltsOf(volts), temperature, Advertisements: null, UptimeSeconds: null, PercentOf(percent));
    }

    // The event's limits, whatever a sensor on mains says.
    private static int? MillivoltsOf(double? volts) => volts is { } value and < 65.536 ? (int)Math.Round(value * 1000) : null;

    private static int? PercentOf(double? percent) => percent is { } value and <= 100 ? (int)value : null;
}
