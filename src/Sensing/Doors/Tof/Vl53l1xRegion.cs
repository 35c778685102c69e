namespace EdgeGateway.Sensing.Doors;

/// <summary>A region of interest on the 16 by 16 SPADs (UM2555; two of them for counting people: UM2600).</summary>
/// <param name="Centre">Number of the SPAD above and right of the middle.</param>
internal readonly record struct Vl53l1xRegion(byte Centre, int Width, int Height)
{
    public const int Spads = 16;

    /// <summary>The size register: height - 1 in the upper half, width - 1 in the lower.</summary>
    public byte Size => (byte)(((Height - 1) << 4) | (Width - 1));

    /// <summary>All rows, and the first or the last <paramref name="depth"/> columns.</summary>
    public static Vl53l1xRegion Half(bool isFirst, int depth) =>
        new(Spad((isFirst ? 0 : Spads - depth) + (depth / 2), (Spads / 2) - 1), depth, Spads);

    /// <summary>The SPADs are numbered down the columns: the upper half from 128 on, the lower half backwards from 127.</summary>
    public static byte Spad(int column, int row) => (byte)(row < 8 ? 128 + (8 * column) + row : 127 - (8 * column) - (row - 8));
}
