using System.Globalization;

namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// What the factory measured of one MLX90640, from its EEPROM (data sheet 3901090640 rev. 11: table 10 for the fields, 11.1 for what they mean,
/// 11.2.2 for a chip whose every number is printed; that one is the test vector).
/// </summary>
internal sealed partial class Mlx90640Calibration
{
    public const int Rows = 24;
    public const int Columns = 32;
    public const int Pixels = Rows * Columns;

    /// <summary>0x2400 to 0x273F.</summary>
    public const int Words = 832;

    private const int First = 0x2400;
    private const int FirstPixel = 0x2440;

    private Mlx90640Calibration(ReadOnlySpan<ushort> eeprom)
    {
        VoltsSlope = Signed(eeprom[0x2433 - First] >> 8, 8) * 32;
        VoltsAt3300 = (((eeprom[0x2433 - First] & 0xFF) - 256) * 32) - 8192;
        PtatPerVolt = Signed(eeprom[0x2432 - First] >> 10, 6) / 4096.0;
        PtatPerKelvin = Signed(eeprom[0x2432 - First] & 0x3FF, 10) / 8.0;
        PtatAt25 = (short)eeprom[0x2431 - First];
        PtatAlpha = ((eeprom[0x2410 - First] >> 12) / 4.0) + 8;
        Gain = (short)eeprom[0x2430 - First];
        Resolution = (eeprom[0x2438 - First] >> 12) & 3;
        GradientShare = Signed(eeprom[0x243C - First] & 0xFF, 8) / 32.0;
        AlphaPerKelvin = Signed(eeprom[0x243C - First] >> 8, 8) / 8192.0;

        // Bit 11 of 0x240A: the pattern it was calibrated in. Read in that one, it needs none of the corrections of 11.1.3.1.
        IsChess = (eeprom[0x240A - First] & 0x0800) == 0;
        (Offset, Alpha, OffsetPerKelvin, OffsetPerVolt, IsBad) = (new float[Pixels], new float[Pixels], new float[Pixels], new float[Pixels], new bool[Pixels]);
        ReadRanges(eeprom);
        ReadCompensation(eeprom);
        ReadOffsets(eeprom);
        ReadAlphas(eeprom);
    }

    /// <summary>Units of the supply's sensor per volt (K_Vdd), and its value at 3.3 V and 25 °C (Vdd25).</summary>
    public int VoltsSlope { get; }

    public int VoltsAt3300 { get; }

    /// <summary>Of the chip's own thermometer: KvPTAT, KtPTAT, VPTAT25, alphaPTAT.</summary>
    public double PtatPerVolt { get; }

    public double PtatPerKelvin { get; }

    public int PtatAt25 { get; }

    public double PtatAlpha { get; }

    public int Gain { get; }

    /// <summary>Of the converter during calibration: 16 bits and so many more.</summary>
    public int Resolution { get; }

    /// <summary>How much of the compensation pixel is taken off each pixel (TGC).</summary>
    public double GradientShare { get; }

    /// <summary>How the sensitivity grows with the chip's temperature (KsTa).</summary>
    public double AlphaPerKelvin { get; }

    public bool IsChess { get; }

    /// <summary>Where the ranges of what is looked at begin, in °C (CT1 to CT4), and the slope of the sensitivity in each (KsTo1 to KsTo4).</summary>
    public double[] RangeFrom { get; } = [-40, 0, 0, 0];

    public double[] RangeSlope { get; } = new double[4];

    /// <summary>What the sensitivity has become where the range begins (alphacorr, 11.2.2.9.1.3).</summary>
    public double[] RangeShare { get; } = [1, 1, 1, 1];

    /// <summary>The calibration, or what is wrong with the image: then it is no MLX90640, or its EEPROM was read wrongly.</summary>
    public static bool TryRead(ReadOnlySpan<ushort> eeprom, out Mlx90640Calibration calibration, out string problem)
    {
        calibration = new Mlx90640Calibration(eeprom);
        var bad = calibration.IsBad.Count(isBad => isBad);
        problem = calibration switch
        {
            { VoltsSlope: >= 0 } or { Gain: <= 0 } or { PtatPerKelvin: <= 0 } or { PtatAt25: <= 0 } => "its EEPROM holds no calibration",
            _ when bad > BadPixelsMax => string.Create(CultureInfo.InvariantCulture, $"{bad} of its pixels are marked as failed, and {BadPixelsMax} are allowed"),
            _ when calibration.Alpha.Any(alpha => alpha <= 0) => "a pixel has no sensitivity",
            _ => "",
        };
        return problem.Length == 0;
    }

    // 11.1: corner temperatures 0x243F, KsTo 0x243D and 0x243E.
    private void ReadRanges(ReadOnlySpan<ushort> eeprom)
    {
        var corners = eeprom[0x243F - First];
        var step = ((corners >> 12) & 3) * 10;
        RangeFrom[2] = ((corners >> 4) & 0xF) * step;
        RangeFrom[3] = RangeFrom[2] + (((corners >> 8) & 0xF) * step);
        var scale = Math.Pow(2, (corners & 0xF) + 8);
        (RangeSlope[0], RangeSlope[1]) = (Signed(eeprom[0x243D - First] & 0xFF, 8) / scale, Signed(eeprom[0x243D - First] >> 8, 8) / scale);
        (RangeSlope[2], RangeSlope[3]) = (Signed(eeprom[0x243E - First] & 0xFF, 8) / scale, Signed(eeprom[0x243E - First] >> 8, 8) / scale);
        RangeShare[0] = 1 / (1 + (RangeSlope[0] * 40));
        RangeShare[2] = 1 + (RangeSlope[1] * RangeFrom[2]);
        RangeShare[3] = RangeShare[2] * (1 + (RangeSlope[2] * (RangeFrom[3] - RangeFrom[2])));
    }

    private static int Signed(int bits, int count) => bits < 1 << (count - 1) ? bits : bits - (1 << count);
}
