using System.Buffers.Binary;

namespace EdgeGateway.Sensing;

/// <summary>Eddystone-TLM, plain: 20 00, battery, temperature, advertisements and time since power-on.</summary>
public readonly ref struct EddystoneTlmFrame
{
    internal const byte FrameType = 0x20;
    internal const int Bytes = 14;

    private const short NoTemperature = unchecked((short)0x8000);

    private readonly ReadOnlySpan<byte> frame;

    internal EddystoneTlmFrame(ReadOnlySpan<byte> frame) => this.frame = frame;

    /// <summary>Null when the beacon has no battery to measure (0 on the air).</summary>
    public int? BatteryMillivolts => BinaryPrimitives.ReadUInt16BigEndian(frame[2..]) is var millivolts and not 0 ? millivolts : null;

    /// <summary>Null when the beacon has no thermometer (0x8000 on the air); steps of 1/256 degree.</summary>
    public double? TemperatureCelsius =>
        BinaryPrimitives.ReadInt16BigEndian(frame[4..]) is var fixedPoint and not NoTemperature ? fixedPoint / 256.0 : null;

    /// <summary>Since power-on, of all frames.</summary>
    public uint Advertisements => BinaryPrimitives.ReadUInt32BigEndian(frame[6..]);

    /// <summary>Since power-on; steps of 0.1 s.</summary>
    public double UptimeSeconds => BinaryPrimitives.ReadUInt32BigEndian(frame[10..]) / 10.0;

    internal static bool Fits(ReadOnlySpan<byte> frame) => frame.Length >= Bytes && frame[1] == 0x00;
}
