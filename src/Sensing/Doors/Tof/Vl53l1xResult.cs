using System.Buffers.Binary;

namespace EdgeGateway.Sensing.Doors;

/// <summary>One measurement, as the 17 bytes from <see cref="Vl53l1xRegister.Result"/> on tell it.</summary>
/// <param name="Status">ST's RangeStatus (UM2510): 0 good, 1 sigma, 2 signal, 3 under the least distance, 4 phase out of bounds, 7 wrapped around; 255 no result.</param>
/// <param name="SignalKcps">Light that came back, per second.</param>
/// <param name="AmbientKcps">Other light.</param>
internal readonly record struct Vl53l1xResult(int Status, int Millimetres, int SignalKcps, int AmbientKcps, int Spads)
{
    public const int Bytes = 17;

    // What the chip's status means in ST's driver; 255 what it never says of a finished measurement.
    private static ReadOnlySpan<byte> StatusOf => [255, 255, 255, 5, 2, 4, 1, 7, 3, 0, 255, 255, 9, 13, 255, 255, 255, 255, 10, 6, 255, 255, 11, 12];

    public static Vl53l1xResult Read(ReadOnlySpan<byte> raw)
    {
        var status = raw[0] & 0x1F;
        return new Vl53l1xResult(
            status < StatusOf.Length ? StatusOf[status] : 255,
            BinaryPrimitives.ReadUInt16BigEndian(raw[13..]), // FINAL_CROSSTALK_CORRECTED_RANGE_MM_SD0
            BinaryPrimitives.ReadUInt16BigEndian(raw[15..]) * 8, // PEAK_SIGNAL_COUNT_RATE_CROSSTALK_CORRECTED_MCPS_SD0, 9.7
            BinaryPrimitives.ReadUInt16BigEndian(raw[7..]) * 8, // AMBIENT_COUNT_RATE_MCPS_SD0, 9.7
            raw[3]); // DSS_ACTUAL_EFFECTIVE_SPADS_SD0, 8.8
    }
}
