using System.Buffers.Binary;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// What stands in registers 0x2D to 0x87 before a VL53L1X may measure: the values of ST's Ultra Lite Driver (STSW-IMG009, described in
/// UM2510), with the distance mode and the timing budget put in.
/// </summary>
internal static class Vl53l1xConfiguration
{
    public const ushort First = 0x2D;

    /// <summary>The registers that ST's driver itself reads back: what is found in them is what was written.</summary>
    public static readonly (ushort From, ushort To)[] ReadBack = [(0x30, 0x30), (0x4B, 0x4B), (0x5E, 0x67), (0x69, 0x69), (0x6C, 0x6F)];

    private static ReadOnlySpan<byte> Defaults =>
    [
        // 0x2D: pads. 0x2E and 0x2F, bit 0: the bus is pulled up to AVDD (2.8 V), as behind every breakout's level shifter.
        0x00, 0x01, 0x01,
        // 0x30: interrupt pin, active high; its state; ST's.
        0x01, 0x02, 0x00,
        // 0x33: widths of the light's pulse, fast oscillator; what the sigma estimate reckons with.
        0x02, 0x08, 0x00, 0x08, 0x10, 0x01,
        // 0x39: crosstalk and ranges to be ignored (none), consistency check.
        0x01, 0x00, 0x00, 0x00, 0x00, 0xFF, 0x00, 0x0F, 0x00, 0x00, 0x00, 0x00, 0x00,
        // 0x46: interrupt for each new result.
        0x20,
        // 0x47: calibration of the phase before a measurement.
        0x0B, 0x00, 0x00, 0x02, 0x0A, 0x21, 0x00, 0x00,
        // 0x4F: which SPADs are used, automatically, by the target's rate; no rate thresholds.
        0x05, 0x00, 0x00, 0x00, 0x00, 0xC8, 0x00, 0x00, 0x38, 0xFF, 0x01,
        // 0x5A: time limits and periods of the two ranges that are measured in turn: the timing budget and the distance mode.
        0x00, 0x08, 0x00, 0x00, 0x01, 0xCC, 0x0F, 0x01, 0xF1, 0x0D,
        // 0x64: the worst sigma that is good (14.2: 90 mm), the least signal (9.7: 1 Mcps), the phases that are good.
        0x01, 0x68, 0x00, 0x80, 0x08, 0xB8, 0x00, 0x00,
        // 0x6C: period from measurement to measurement.
        0x00, 0x00, 0x0F, 0x89, 0x00, 0x00,
        // 0x72: distance thresholds for the interrupt, unused.
        0x00, 0x00, 0x00, 0x00, 0x00, 0x01,
        // 0x78: windows and first phases of the two ranges: the distance mode.
        0x0F, 0x0D, 0x0E, 0x0E, 0x00, 0x00, 0x02,
        // 0x7F: region of interest, all 16 by 16; which steps a measurement has; power and firmware; interrupt clear; not yet started.
        0xC7, 0xFF, 0x9B, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00,
    ];

    /// <summary>The budgets there are (UM2510, 3.4), as the time limits that ST's driver sets for them.</summary>
    private static readonly Dictionary<(bool IsLong, int Milliseconds), (ushort A, ushort B)> Budgets = new()
    {
        [(false, 15)] = (0x001D, 0x0027),
        [(false, 20)] = (0x0051, 0x006E),
        [(false, 33)] = (0x00D6, 0x006E),
        [(false, 50)] = (0x01AE, 0x01E8),
        [(false, 100)] = (0x02E1, 0x0388),
        [(true, 20)] = (0x001E, 0x0022),
        [(true, 33)] = (0x0060, 0x006E),
        [(true, 50)] = (0x00AD, 0x00C6),
        [(true, 100)] = (0x01CC, 0x01EA),
    };

    /// <param name="oscillator">Register <see cref="Vl53l1xRegister.Oscillator"/>.</param>
    public static byte[] Of(in Vl53l1xSettings settings, int oscillator)
    {
        var block = Defaults.ToArray();
        var (a, b) = Budgets[(settings.IsLong, settings.BudgetMilliseconds)];
        Put(Vl53l1xRegister.TimeoutA, a);
        Put(Vl53l1xRegister.TimeoutB, b);
        block[Vl53l1xRegister.PhaseCalibrationTimeout - First] = (byte)(settings.IsLong ? 0x0A : 0x14);
        block[Vl53l1xRegister.PeriodA - First] = (byte)(settings.IsLong ? 0x0F : 0x07);
        block[Vl53l1xRegister.PeriodB - First] = (byte)(settings.IsLong ? 0x0D : 0x05);
        block[Vl53l1xRegister.ValidPhaseHigh - First] = (byte)(settings.IsLong ? 0xB8 : 0x38);
        Put(Vl53l1xRegister.Window, (ushort)(settings.IsLong ? 0x0F0D : 0x0705));
        Put(Vl53l1xRegister.InitialPhase, (ushort)(settings.IsLong ? 0x0E0E : 0x0606));

        // The period counts a clock that differs from chip to chip; 1.075 is ST's own correction.
        var period = (uint)((oscillator & 0x3FF) * settings.PeriodMilliseconds * 1.075);
        BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(Vl53l1xRegister.InterMeasurement - First), period);
        return block;

        void Put(ushort register, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(block.AsSpan(register - First), value);
    }

    public static bool HasBudget(bool isLong, TimeSpan budget) => Budgets.ContainsKey((isLong, (int)budget.TotalMilliseconds));
}
