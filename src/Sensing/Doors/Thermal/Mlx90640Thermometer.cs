namespace EdgeGateway.Sensing.Doors;

/// <summary>Turns an MLX90640's RAM into temperatures (data sheet 3901090640 rev. 11, 11.2.2), a subpage at a time.</summary>
internal sealed class Mlx90640Thermometer(Mlx90640Calibration calibration, double emissivity)
{
    /// <summary>0x0400 to 0x073F: the pixels, then what the chip measures of itself.</summary>
    public const int RamWords = 832;

    private const int First = 0x0400;
    private const double Kelvin = 273.15;

    // 11.2.2.9: what the surroundings reflect is taken to be so much colder than the chip, which warms itself.
    private const double ReflectedBelowChip = 8;

    private double gain;
    private double kelvinsOff;
    private double voltsOff;
    private double alphaShare;
    private double surroundings;

    /// <summary>The supply (11.2.2.2), after <see cref="Prepare"/>.</summary>
    public double Volts { get; private set; }

    /// <summary>The chip's own temperature in °C (11.2.2.3).</summary>
    public double ChipCelsius { get; private set; }

    /// <summary>What all pixels of this RAM have in common.</summary>
    /// <param name="resolution">Of the converter: bits 10 and 11 of the control register.</param>
    public void Prepare(ReadOnlySpan<ushort> ram, int resolution)
    {
        var corrected = Math.Pow(2, calibration.Resolution - resolution) * (short)ram[0x072A - First];
        voltsOff = (corrected - calibration.VoltsAt3300) / calibration.VoltsSlope;
        Volts = 3.3 + voltsOff;

        var ptat = (double)(short)ram[0x0720 - First];
        var artful = ptat / ((ptat * calibration.PtatAlpha) + (short)ram[0x0700 - First]) * (1 << 18);
        kelvinsOff = ((artful / (1 + (calibration.PtatPerVolt * voltsOff))) - calibration.PtatAt25) / calibration.PtatPerKelvin;
        ChipCelsius = 25 + kelvinsOff;

        gain = calibration.Gain / (double)(short)ram[0x070A - First];
        alphaShare = 1 + (calibration.AlphaPerKelvin * kelvinsOff);
        var (chip, reflected) = (Fourth(ChipCelsius + Kelvin), Fourth(ChipCelsius - ReflectedBelowChip + Kelvin));
        surroundings = reflected - ((reflected - chip) / emissivity);
    }

    /// <summary>The temperatures of one subpage's pixels, in °C; the others are left as they are.</summary>
    public void Fill(ReadOnlySpan<ushort> ram, int subpage, Span<float> celsius)
    {
        var compensation = calibration.GradientShare * Compensation(ram, subpage);
        var compensationAlpha = calibration.GradientShare * calibration.CompensationAlpha[subpage];
        for (var i = 0; i < Mlx90640Calibration.Pixels; i++)
        {
            if (SubpageOf(i) != subpage)
                continue;
            var infrared = (Infrared(ram[i], i) - compensation) / emissivity;
            var alpha = (calibration.Alpha[i] - compensationAlpha) * alphaShare;
            celsius[i] = (float)Celsius(infrared, alpha, surroundings);
        }
    }

    /// <summary>Chess: the squares of one colour. Interleaved: every other row.</summary>
    public int SubpageOf(int pixel) => calibration.IsChess
        ? ((pixel / Mlx90640Calibration.Columns) ^ pixel) & 1
        : (pixel / Mlx90640Calibration.Columns) & 1;

    /// <summary>A pixel after gain and offset (11.2.2.5.1 to 11.2.2.5.3).</summary>
    public double Infrared(ushort raw, int pixel) => ((short)raw * gain)
        - (calibration.Offset[pixel] * (1 + (calibration.OffsetPerKelvin[pixel] * kelvinsOff)) * (1 + (calibration.OffsetPerVolt[pixel] * voltsOff)));

    /// <summary>The compensation pixel (11.2.2.6).</summary>
    public double Compensation(ReadOnlySpan<ushort> ram, int subpage) => ((short)ram[(subpage == 0 ? 0x0708 : 0x0728) - First] * gain)
        - (calibration.CompensationOffset[subpage] * (1 + (calibration.CompensationPerKelvin * kelvinsOff)) * (1 + (calibration.CompensationPerVolt * voltsOff)));

    /// <summary>The object's temperature (11.2.2.9), and again with the sensitivity of the range it lies in (11.2.2.9.1).</summary>
    /// <param name="surroundings">Ta-r: to the fourth power, in kelvin.</param>
    public double Celsius(double infrared, double alpha, double surroundings)
    {
        var first = BasicCelsius(infrared, alpha, surroundings);
        var (from, slope) = (calibration.RangeFrom, calibration.RangeSlope);
        var range = first < from[1] ? 0 : first < from[2] ? 1 : first < from[3] ? 2 : 3;
        return Root(surroundings + (infrared / (alpha * calibration.RangeShare[range] * (1 + (slope[range] * (first - from[range])))))) - Kelvin;
    }

    /// <summary>The first calculation of 11.2.2.9, good from 0 °C to the third corner temperature.</summary>
    public double BasicCelsius(double infrared, double alpha, double surroundings)
    {
        var slope = calibration.RangeSlope[1];
        var correction = slope * Root(alpha * alpha * alpha * (infrared + (alpha * surroundings)));
        return Root(surroundings + (infrared / ((alpha * (1 - (slope * Kelvin))) + correction))) - Kelvin;
    }

    private static double Fourth(double kelvins) => kelvins * kelvins * kelvins * kelvins;

    // Colder than nothing is not a number, and the frame is then unusable.
    private static double Root(double fourth) => Math.Sqrt(Math.Sqrt(fourth));
}
