namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>The chip whose calculation Melexis prints number by number: data sheet 3901090640 rev. 11, 11.2.2, with pixel (12, 16).</summary>
internal static class Mlx90640Example
{
    /// <summary>Row 12, column 16, counted from 1.</summary>
    public const int Pixel = (11 * 32) + 15;

    // 0x2410 to 0x243F.
    private static readonly ushort[] Shared =
    [
        0x4210, 0xFFBB, 0x0202, 0xF202, 0xF2F2, 0xE2E2, 0xD1E1, 0xB1D1, 0xF10F, 0xF00F, 0xE0EF, 0xE0EF, 0xE1E1, 0xF3F2, 0xF404, 0xE504,
        0x79A6, 0x2F44, 0xFFDD, 0x2210, 0x3333, 0x2233, 0xEF01, 0x9ACC, 0xEEDC, 0x10FF, 0x2221, 0x3333, 0x2333, 0x0112, 0xEEFF, 0xBBDD,
        0x18EF, 0x2FF1, 0x5952, 0x9D68, 0x5454, 0x0994, 0x6956, 0x5354, 0x2363, 0xE446, 0xFBB5, 0x044B, 0xF020, 0x9797, 0x9797, 0x2889,
    ];

    /// <summary>Every pixel is the one of the example.</summary>
    public static ushort[] Eeprom()
    {
        var eeprom = new ushort[832];
        Shared.CopyTo(eeprom, 0x10);
        Array.Fill(eeprom, (ushort)0x08A0, 0x40, 768);
        return eeprom;
    }

    public static ushort[] Ram()
    {
        var ram = new ushort[832];
        ram[Pixel] = 0x0261;
        (ram[0x300], ram[0x308], ram[0x30A]) = (0x4BF2, 0xFFCA, 0x1881);
        (ram[0x320], ram[0x328], ram[0x32A]) = (0x06AF, 0xFFC8, 0xCCC5);
        return ram;
    }
}
