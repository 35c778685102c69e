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
        (OverColumn, Frames) = (blob.Column, 1);
    }

    public double Row { get; private set; }

    public double Column { get; private set; }

    public TimeSpan FirstAt { get; }

    public TimeSpan LastAt { get; private set; }

    /// <summary>When it last went over the line.</summary>
    public TimeSpan? OverAt { get; private set; }

    /// <summary>Where along the door that was; of who never went over it, where he was last.</summary>
    public double OverColumn { get; private set; }

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
        {
            var share = (Line - Row) / (blob.Row - Row);
            (OverAt, OverColumn) = (LastAt + ((at - LastAt) * share), Column + ((blob.Column - Column) * share));
        }
        else if (OverAt is null)
        {
            OverColumn = blob.Column;
        }

        // The first step is all that is known of the speed; later ones correct it.
        var trust = Frames == 1 ? 0.8 : 0.5;
        rowPerSecond += trust * (((blob.Row - Row) / seconds) - rowPerSecond);
        columnPerSecond += trust * (((blob.Column - Column) / seconds) - columnPerSecond);
        (Row, Column, LastAt) = (blob.Row, blob.Column, at);
        (LowestRow, HighestRow) = (Math.Min(LowestRow, Row), Math.Max(HighestRow, Row));
        Frames++;
    }
}
