namespace EdgeGateway.Sensing.Doors;

/// <summary>One warm body from frame to frame.</summary>
internal sealed class ThermalTrack
{
    private readonly double firstRow;
    private double rowPerSecond;
    private double columnPerSecond;

    public ThermalTrack(in Blob blob, TimeSpan at, double lineRow)
    {
        (Row, Column, firstRow, FirstAt, LastAt) = (blob.Row, blob.Column, blob.Row, at, at);
        (LowestRow, HighestRow, Line) = (blob.Row, blob.Row, lineRow);
        Frames = 1;
    }

    public double Row { get; private set; }

    public double Column { get; private set; }

    public TimeSpan FirstAt { get; }

    public TimeSpan LastAt { get; private set; }

    /// <summary>When it last went over the line.</summary>
    public TimeSpan? OverAt { get; private set; }

    public int Frames { get; private set; }

    public double LowestRow { get; private set; }

    public double HighestRow { get; private set; }

    public double FirstRow => firstRow;

    private double Line { get; }

    /// <summary>Where it should be by now.</summary>
    public (double Row, double Column) Expected(TimeSpan at)
    {
        var seconds = Math.Min(0.4, (at - LastAt).TotalSeconds);
        return (Row + (rowPerSecond * seconds), Column + (columnPerSecond * seconds));
    }

    public void Follow(in Blob blob, TimeSpan at)
    {
        var seconds = Math.Max(0.02, (at - LastAt).TotalSeconds);
        if ((Row - Line) * (blob.Row - Line) <= 0 && Row != blob.Row)
            OverAt = LastAt + ((at - LastAt) * ((Line - Row) / (blob.Row - Row)));

        // The first step is all that is known of the speed; later ones correct it.
        var share = Frames == 1 ? 0.8 : 0.5;
        rowPerSecond += share * (((blob.Row - Row) / seconds) - rowPerSecond);
        columnPerSecond += share * (((blob.Column - Column) / seconds) - columnPerSecond);
        (Row, Column, LastAt) = (blob.Row, blob.Column, at);
        (LowestRow, HighestRow) = (Math.Min(LowestRow, Row), Math.Max(HighestRow, Row));
        Frames++;
    }
}
