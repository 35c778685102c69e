using System.Text;

namespace EdgeGateway.Sensing;

/// <summary>How a BTHome object is written and what it means (bthome.io/format, sensor data, binary sensor data, events, device information).</summary>
internal sealed record BtHomeFormat
{
    private static readonly BtHomeFormat Unknown = new();

    private static readonly BtHomeFormat[] ById = Table();

    public bool IsKnown => Bytes > 0 || IsBytes;

    /// <summary>In ASCII.</summary>
    public byte[] Name { get; private init; } = [];

    public int Bytes { get; private init; }

    public bool IsSigned { get; private init; }

    public bool IsFlag { get; private init; }

    /// <summary>Text or raw: a length byte, then that many bytes.</summary>
    public bool IsBytes { get; private init; }

    public int Multiplier { get; private init; } = 1;

    public int Divisor { get; private init; } = 1;

    public static BtHomeFormat Of(byte id) => ById[id];

    private static BtHomeFormat[] Table()
    {
        var table = new BtHomeFormat[256];
        Array.Fill(table, Unknown);

        Unsigned(0x00, "packetId", 1, 1);
        Unsigned(0x01, "batteryPercent", 1, 1);
        Signed(0x02, "temperatureCelsius", 2, 100);
        Unsigned(0x03, "humidityPercent", 2, 100);
        Unsigned(0x04, "pressureHectopascals", 3, 100);
        Unsigned(0x05, "illuminanceLux", 3, 100);
        Unsigned(0x06, "massKilograms", 2, 100);
        Unsigned(0x07, "massPounds", 2, 100);
        Signed(0x08, "dewPointCelsius", 2, 100);
        Unsigned(0x09, "count", 1, 1);
        Unsigned(0x0A, "energyKilowattHours", 3, 1000);
        Unsigned(0x0B, "powerWatts", 3, 100);
        Unsigned(0x0C, "voltageVolts", 2, 1000);
        Unsigned(0x0D, "pm25MicrogramsPerCubicMetre", 2, 1);
        Unsigned(0x0E, "pm10MicrogramsPerCubicMetre", 2, 1);
        Flags(
            0x0F, "generic", "power", "opening");
        Unsigned(0x12, "co2PartsPerMillion", 2, 1);
        Unsigned(0x13, "vocMicrogramsPerCubicMetre", 2, 1);
        Unsigned(0x14, "moisturePercent", 2, 100);
        Flags(
            0x15, "batteryLow", "batteryCharging", "carbonMonoxide", "cold", "connectivity", "door", "garageDoor", "gas", "heat", "light",
            "lock", "moisture", "motion", "moving", "occupancy", "plug", "presence", "problem", "running", "safety", "smoke", "sound",
            "tamper", "vibration", "window");
        Unsigned(0x2E, "humidityPercent", 1, 1);
        Unsigned(0x2F, "moisturePercent", 1, 1);
        Unsigned(0x3A, "buttonEvent", 1, 1);
        Unsigned(0x3C, "dimmerEvent", 2, 1);
        Unsigned(0x3D, "count", 2, 1);
        Unsigned(0x3E, "count", 4, 1);
        Signed(0x3F, "rotationDegrees", 2, 10);
        Unsigned(0x40, "distanceMillimetres", 2, 1);
        Unsigned(0x41, "distanceMetres", 2, 10);
        Unsigned(0x42, "durationSeconds", 3, 1000);
        Unsigned(0x43, "currentAmperes", 2, 1000);
        Unsigned(0x44, "speedMetresPerSecond", 2, 100);
        Signed(0x45, "temperatureCelsius", 2, 10);
        Unsigned(0x46, "uvIndex", 1, 10);
        Unsigned(0x47, "volumeLitres", 2, 10);
        Unsigned(0x48, "volumeMillilitres", 2, 1);
        Unsigned(0x49, "volumeFlowCubicMetresPerHour", 2, 1000);
        Unsigned(0x4A, "voltageVolts", 2, 10);
        Unsigned(0x4B, "gasCubicMetres", 3, 1000);
        Unsigned(0x4C, "gasCubicMetres", 4, 1000);
        Unsigned(0x4D, "energyKilowattHours", 4, 1000);
        Unsigned(0x4E, "volumeLitres", 4, 1000);
        Unsigned(0x4F, "waterLitres", 4, 1000);
        Unsigned(0x50, "timestampUnixSeconds", 4, 1);
        Unsigned(0x51, "accelerationMetresPerSecondSquared", 2, 1000);
        Unsigned(0x52, "gyroscopeDegreesPerSecond", 2, 1000);
        Put(0x53, "text", new BtHomeFormat { IsBytes = true });
        Put(0x54, "raw", new BtHomeFormat { IsBytes = true });
        Unsigned(0x55, "volumeStorageLitres", 4, 1000);
        Unsigned(0x56, "conductivityMicrosiemensPerCentimetre", 2, 1);
        Signed(0x57, "temperatureCelsius", 1, 1);
        Put(0x58, "temperatureCelsius", new BtHomeFormat { Bytes = 1, IsSigned = true, Multiplier = 35, Divisor = 100 });
        Signed(0x59, "count", 1, 1);
        Signed(0x5A, "count", 2, 1);
        Signed(0x5B, "count", 4, 1);
        Signed(0x5C, "powerWatts", 4, 100);
        Signed(0x5D, "currentAmperes", 2, 1000);
        Unsigned(0x5E, "directionDegrees", 2, 100);
        Unsigned(0x5F, "precipitationMillimetres", 2, 10);
        Unsigned(0x60, "channel", 1, 1);
        Unsigned(0x61, "rotationalSpeedPerMinute", 2, 1);
        Signed(0x62, "speedMetresPerSecond", 4, 1_000_000);
        Signed(0x63, "accelerationMetresPerSecondSquared", 4, 1_000_000);
        Unsigned(0x64, "lightLevel", 1, 1);
        Unsigned(0xF0, "deviceTypeId", 2, 1);
        Unsigned(0xF1, "firmwareVersion", 4, 1);
        Unsigned(0xF2, "firmwareVersion", 3, 1);
        return table;

        void Unsigned(byte id, string name, int bytes, int divisor) => Put(id, name, new BtHomeFormat { Bytes = bytes, Divisor = divisor });

        void Signed(byte id, string name, int bytes, int divisor) =>
            Put(id, name, new BtHomeFormat { Bytes = bytes, Divisor = divisor, IsSigned = true });

        void Flags(byte first, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                Put(first++, name, new BtHomeFormat { Bytes = 1, IsFlag = true });
            }
        }

        void Put(byte id, string name, BtHomeFormat format) => table[id] = format with { Name = Encoding.ASCII.GetBytes(name) };
    }
}
