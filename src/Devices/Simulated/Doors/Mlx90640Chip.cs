namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// What the factory made of one simulated MLX90640, and the physics behind it: what each pixel counts when it looks at something of a temperature.
/// The EEPROM says it in the fields of table 10 (data sheet 3901090640 rev. 11); this side never reads them back.
/// </summary>
internal sealed class Mlx90640Chip
{
    public const int Rows = 24;
    public const int Columns = 32;
    public const int Words = 832;

    // The fields that all pixels share, as those of the chip that the data sheet calculates with (11.2.2); the rest is drawn.
    private const int GainThen = 6383;
    private const int GainNow = 6273;
    private const int VoltsSlope = -3168;
    private const int VoltsAt3300 = -13056;
    private const int Ptat = 1711;
    private const double PtatAlpha = 9;
    private const double PtatPerVolt = 22 / 4096.0;
    private const double PtatPerKelvin = 42.25;
    private const int PtatAt25 = 12273;
    private const double AlphaPerKelvin = -16 / 8192.0;
    private const double AlphaSlope = -105 / 131072.0;
    private const double GradientShare = 0.5;
    private const double CompensationPerKelvin = 75 / 16384.0;
    private const double CompensationPerVolt = 0.5;
    private static readonly int[] CompensationOffset = [-75, -77];
    private static readonly double[] CompensationAlpha = [70 / 17179869184.0, 70 / 17179869184.0 * (1 - (7 / 128.0))];

    // As the gateway supposes: the surface's emissivity, and surroundings 8 K colder than the chip.
    private const double Emissivity = 0.95;
    private const double ReflectedBelowChip = 8;
    private const double Kelvin = 273.15;

    private readonly double[] offset = new double[Rows * Columns];
    private readonly double[] perKelvin = new double[Rows * Columns];
    private readonly double[] alpha = new double[Rows * Columns];

    public Mlx90640Chip(int seed)
    {
        var dice = new Dice(seed, "MLX90640");
        Shared(Eeprom);
        var (offsetRow, offsetColumn) = (Nibbles(dice, Eeprom, 0x12, Rows, 4), Nibbles(dice, Eeprom, 0x18, Columns, 6));
        var (alphaRow, alphaColumn) = (Nibbles(dice, Eeprom, 0x22, Rows, 3), Nibbles(dice, Eeprom, 0x28, Columns, 3));
        for (var i = 0; i < offset.Length; i++)
        {
            var (ownOffset, ownAlpha, ownKelvin) = (dice.Below(21) - 10, dice.Below(21) - 10, dice.Below(5) - 2);
            Eeprom[0x40 + i] = (ushort)(((ownOffset & 0x3F) << 10) | ((ownAlpha & 0x3F) << 4) | ((ownKelvin & 7) << 1));
            offset[i] = -65 + (offsetRow[i / Columns] * 4) + (offsetColumn[i % Columns] * 2) + ownOffset;
            alpha[i] = (12100 + (alphaRow[i / Columns] * 512) + (alphaColumn[i % Columns] * 256) + (ownAlpha * 64)) / 137438953472.0;
            var mean = (i / Columns % 2, i % Columns % 2) switch { (0, 0) => 105, (1, 0) => 86, (0, 1) => 83, _ => 84 };
            perKelvin[i] = (mean + (ownKelvin * 8)) / 16384.0;
        }
    }

    /// <summary>0x2400 to 0x273F.</summary>
    public ushort[] Eeprom { get; } = new ushort[Words];

    public double ChipCelsius { get; set; } = 31;

    public double Volts { get; set; } = 3.28;

    /// <summary>Marks a pixel: all zeros has failed, bit 0 is out of its specification.</summary>
    public void Fail(int pixel, bool completely) => Eeprom[0x40 + pixel] = completely ? (ushort)0 : (ushort)(Eeprom[0x40 + pixel] | 1);

    /// <summary>What it measures of itself: supply, own temperature, gain, and the pixel that sees nothing.</summary>
    /// <param name="ram">0x0400 to 0x073F.</param>
    public void MeasureItself(Span<ushort> ram)
    {
        var artful = ((KelvinsOff * PtatPerKelvin) + PtatAt25) * (1 + (PtatPerVolt * VoltsOff));
        ram[0x300] = Word((Ptat * 262144.0 / artful) - (Ptat * PtatAlpha));
        ram[0x320] = Word(Ptat);
        ram[0x30A] = Word(GainNow);
        ram[0x32A] = Word((VoltsOff * VoltsSlope) + VoltsAt3300);
        (ram[0x308], ram[0x328]) = (Word(Counts(5, CompensationDrift(0))), Word(Counts(5, CompensationDrift(1))));
    }

    /// <summary>What a pixel counts when it looks at something of this temperature. Stefan and Boltzmann, and what the pixel does with it.</summary>
    public ushort Measure(int pixel, int subpage, double celsius, ReadOnlySpan<ushort> ram)
    {
        var reflected = Fourth(ChipCelsius - ReflectedBelowChip + Kelvin);
        var radiance = (Emissivity * Fourth(celsius + Kelvin)) + ((1 - Emissivity) * reflected) - Fourth(ChipCelsius + Kelvin);
        var sensitivity = (alpha[pixel] - (GradientShare * CompensationAlpha[subpage])) * (1 + (AlphaPerKelvin * KelvinsOff)) * (1 + (AlphaSlope * celsius));
        var compensation = ((short)ram[subpage == 0 ? 0x308 : 0x328] * Gain) - CompensationDrift(subpage);
        var drift = offset[pixel] * (1 + (perKelvin[pixel] * KelvinsOff)) * (1 + (0.625 * VoltsOff));
        return Word(Counts((sensitivity * radiance) + (GradientShare * compensation), drift));
    }

    private static double Gain => GainThen / (double)GainNow;

    private double KelvinsOff => ChipCelsius - 25;

    private double VoltsOff => Volts - 3.3;

    private double CompensationDrift(int subpage) =>
        CompensationOffset[subpage] * (1 + (CompensationPerKelvin * KelvinsOff)) * (1 + (CompensationPerVolt * VoltsOff));

    private static double Counts(double signal, double drift) => (signal + drift) / Gain;

    private static ushort Word(double value) => (ushort)(short)Math.Clamp(Math.Round(value), short.MinValue, short.MaxValue);

    private static double Fourth(double kelvins) => kelvins * kelvins * kelvins * kelvins;

    private static void Shared(Span<ushort> eeprom)
    {
        (eeprom[0x07], eeprom[0x08], eeprom[0x09]) = (0x1710, 0xA224, 0x0185); // who it is
        (eeprom[0x0C], eeprom[0x0F]) = (0x1901, 0xBE33); // control register and address after power-on
        (eeprom[0x10], eeprom[0x11]) = (0x4210, unchecked((ushort)-65));
        (eeprom[0x20], eeprom[0x21]) = (0x7986, 12100);
        (eeprom[0x30], eeprom[0x31], eeprom[0x32], eeprom[0x33]) = (GainThen, PtatAt25, 0x5952, 0x9D68);
        (eeprom[0x34], eeprom[0x35], eeprom[0x36], eeprom[0x37]) = (0x5555, 0x0994, 0x6956, 0x5354);
        (eeprom[0x38], eeprom[0x39], eeprom[0x3A], eeprom[0x3B]) = (0x2363, 0xE446, 0xFBB5, 0x044B);
        (eeprom[0x3C], eeprom[0x3D], eeprom[0x3E], eeprom[0x3F]) = (0xF010, 0x9797, 0x9797, 0x2889);
    }

    // Four to a word, the first in the lowest bits.
    private static int[] Nibbles(Dice dice, Span<ushort> eeprom, int word, int count, int reach)
    {
        var drawn = new int[count];
        for (var i = 0; i < count; i++)
        {
            drawn[i] = dice.Below((2 * reach) + 1) - reach;
            eeprom[word + (i / 4)] |= (ushort)((drawn[i] & 0xF) << (i % 4 * 4));
        }

        return drawn;
    }
}
