namespace EdgeGateway.Sensing.Doors;

// What differs from pixel to pixel: each is a mean of the chip, plus its row's and its column's share, plus its own.
internal sealed partial class Mlx90640Calibration
{
    // Table 10, note 3: a good chip has four deviating pixels at most.
    private const int BadPixelsMax = 4;

    /// <summary>What a pixel shows of nothing, at 25 °C and 3.3 V, and how that changes per kelvin (Kta) and per volt (Kv).</summary>
    public float[] Offset { get; }

    public float[] OffsetPerKelvin { get; }

    public float[] OffsetPerVolt { get; }

    /// <summary>Sensitivity, at 25 °C.</summary>
    public float[] Alpha { get; }

    /// <summary>Failed (all zeros) or outside its specification (bit 0): not to be believed.</summary>
    public bool[] IsBad { get; }

    /// <summary>The compensation pixel, which sees nothing, per subpage.</summary>
    public double[] CompensationAlpha { get; } = new double[2];

    public double[] CompensationOffset { get; } = new double[2];

    public double CompensationPerKelvin { get; private set; }

    public double CompensationPerVolt { get; private set; }

    private void ReadCompensation(ReadOnlySpan<ushort> eeprom)
    {
        var scales = eeprom[0x2438 - First];
        CompensationAlpha[0] = Signed(eeprom[0x2439 - First] & 0x3FF, 10) / Math.Pow(2, (eeprom[0x2420 - First] >> 12) + 27);
        CompensationAlpha[1] = CompensationAlpha[0] * (1 + (Signed(eeprom[0x2439 - First] >> 10, 6) / 128.0));
        CompensationOffset[0] = Signed(eeprom[0x243A - First] & 0x3FF, 10);
        CompensationOffset[1] = CompensationOffset[0] + Signed(eeprom[0x243A - First] >> 10, 6);
        CompensationPerKelvin = Signed(eeprom[0x243B - First] & 0xFF, 8) / Math.Pow(2, ((scales >> 4) & 0xF) + 8);
        CompensationPerVolt = Signed(eeprom[0x243B - First] >> 8, 8) / Math.Pow(2, (scales >> 8) & 0xF);
    }

    private void ReadOffsets(ReadOnlySpan<ushort> eeprom)
    {
        var scales = eeprom[0x2410 - First];
        var kelvins = eeprom[0x2438 - First];
        for (var i = 0; i < Pixels; i++)
        {
            var (row, column, own) = (i / Columns, i % Columns, eeprom[FirstPixel - First + i]);
            Offset[i] = (short)eeprom[0x2411 - First]
                + (Nibble(eeprom, 0x2412, row) << ((scales >> 8) & 0xF))
                + (Nibble(eeprom, 0x2418, column) << ((scales >> 4) & 0xF))
                + (Signed(own >> 10, 6) << (scales & 0xF));
            IsBad[i] = own == 0 || (own & 1) != 0;

            // Four means, by odd and even rows and columns; counted from 1, so index 0 is odd.
            var mean = eeprom[(column % 2 == 0 ? 0x2436 : 0x2437) - First];
            var perKelvin = Signed(row % 2 == 0 ? mean >> 8 : mean & 0xFF, 8) + (Signed((own >> 1) & 7, 3) << (kelvins & 0xF));
            OffsetPerKelvin[i] = (float)(perKelvin / Math.Pow(2, ((kelvins >> 4) & 0xF) + 8));
            var perVolt = Signed((eeprom[0x2434 - First] >> (12 - (row % 2 * 4) - (column % 2 * 8))) & 0xF, 4);
            OffsetPerVolt[i] = (float)(perVolt / Math.Pow(2, (kelvins >> 8) & 0xF));
        }
    }

    private void ReadAlphas(ReadOnlySpan<ushort> eeprom)
    {
        var scales = eeprom[0x2420 - First];
        var unit = Math.Pow(2, (scales >> 12) + 30);
        for (var i = 0; i < Pixels; i++)
        {
            var alpha = eeprom[0x2421 - First]
                + (Nibble(eeprom, 0x2422, i / Columns) << ((scales >> 8) & 0xF))
                + (Nibble(eeprom, 0x2428, i % Columns) << ((scales >> 4) & 0xF))
                + (Signed((eeprom[FirstPixel - First + i] >> 4) & 0x3F, 6) << (scales & 0xF));
            Alpha[i] = (float)(alpha / unit);
        }
    }

    // Four to a word, the first one in the lowest bits.
    private static int Nibble(ReadOnlySpan<ushort> eeprom, int address, int index) =>
        Signed((eeprom[address - First + (index / 4)] >> (index % 4 * 4)) & 0xF, 4);
}
