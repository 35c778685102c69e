namespace EdgeGateway.Sensing.Doors;

/// <summary>An array's picture as it would be if the array had been mounted with its first row to the street.</summary>
/// <param name="degrees">How far the array is turned, clockwise seen from above: 0, 90, 180 or 270.</param>
internal sealed class TurnedView(int chipRows, int chipColumns, int degrees)
{
    private readonly float[] turned = new float[chipRows * chipColumns];

    public int Rows { get; } = degrees is 90 or 270 ? chipColumns : chipRows;

    public int Columns { get; } = degrees is 90 or 270 ? chipRows : chipColumns;

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<float> Turn(ReadOnlySpan<float> picture)
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var (fromRow, fromColumn) = degrees switch
                {
                    90 => (chipRows - 1 - column, row),
                    180 => (chipRows - 1 - row, chipColumns - 1 - column),
                    270 => (column, chipColumns - 1 - row),
                    _ => (row, column),
                };
                turned[(row * Columns) + column] = picture[(fromRow * chipColumns) + fromColumn];
            }
        }

        return turned;
    }
}
