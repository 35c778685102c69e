namespace EdgeGateway.Devices.Simulated;

/// <summary>A door as a thermal array above it sees it.</summary>
public sealed class ThermalFrameView
{
    private readonly DoorPeople people;
    private readonly DoorSite site;
    private readonly ThermalChip chip;
    private readonly Dice dice;
    private readonly List<Solid> solids = [];
    private readonly double[] floor;
    private readonly double[] fine;
    private readonly double[] seen;
    private readonly int finer;
    private readonly double draught;

    public ThermalFrameView(DoorPeople people, DoorSite site, ThermalChip chip, int seed)
    {
        (this.people, this.site, this.chip, dice) = (people, site, chip, new Dice(seed, "thermal"));
        finer = chip.Rows * chip.Columns < 100 ? 3 : 1;
        floor = new double[chip.Rows * chip.Columns];
        fine = new double[floor.Length * finer * finer];
        seen = new double[floor.Length];
        var (warmSide, warmCorner) = (dice.Between(-1, 1), dice.Between(-1, 1));
        draught = dice.Between(0.2, 1);
        for (var i = 0; i < floor.Length; i++)
        {
            // A heater, a sunny patch, and pixels that differ.
            floor[i] = site.FloorCelsius + (warmSide * (i % chip.Columns) / chip.Columns) + (warmCorner * (i / chip.Columns) / chip.Rows) + dice.Around(0, 0.3);
        }
    }

    /// <summary>Every frame of the day; the array is the caller's.</summary>
    public IEnumerable<(TimeSpan At, float[] Celsius)> Frames()
    {
        people.Rewind();
        floor.CopyTo(seen, 0);
        var number = 0;
        for (var t = 0.0; t < people.Lasts.TotalSeconds; t = ++number / chip.FramesPerSecond)
        {
            Render(t);
            yield return (TimeSpan.FromSeconds(t), Read(t));
        }
    }

    private void Render(double t)
    {
        people.At(t, solids);
        var (rows, columns) = (chip.Rows * finer, chip.Columns * finer);
        Array.Clear(fine);
        if (solids.Count == 0)
            return;
        for (var row = 0; row < rows; row++)
        {
            var dx = Math.Tan(Radians(site.TiltDegrees + ((((row + 0.5) / rows) - 0.5) * chip.DegreesAlong)));
            for (var column = 0; column < columns; column++)
            {
                fine[(row * columns) + column] = Warmth(dx, Math.Tan(Radians((((column + 0.5) / columns) - 0.5) * chip.DegreesAcross)));
            }
        }
    }

    private double Warmth(double dx, double dy)
    {
        var (nearest, kelvins) = (site.MountMetres, 0.0);
        foreach (var solid in solids)
        {
            var met = solid.Distance(0, site.OffsetMetres, site.MountMetres, dx, dy, -1);
            if (met < nearest)
                (nearest, kelvins) = (met, solid.Kelvins);
        }

        return kelvins;
    }

    private float[] Read(double t)
    {
        var frame = new float[floor.Length];
        var drift = draught * Math.Sin(t / 95);
        var common = dice.Around(0, 0.05);
        for (var i = 0; i < frame.Length; i++)
        {
            // A thermopile follows within about a tenth of a second.
            seen[i] += 0.75 * (floor[i] + drift + Blurred(i / chip.Columns, i % chip.Columns) - seen[i]);
            var read = seen[i] + common + dice.Around(0, chip.NoiseKelvins);
            frame[i] = (float)(Math.Round(read / chip.StepKelvins) * chip.StepKelvins);
        }

        return frame;
    }

    // The lens lets half of what is one pixel away through, in all about a Gaussian of 0.6 pixel.
    private double Blurred(int row, int column)
    {
        var (sum, weights) = (0.0, 0.0);
        var columns = chip.Columns * finer;
        var reach = finer == 1 ? 1 : 2 * finer;
        var (middleRow, middleColumn) = ((row * finer) + (finer / 2), (column * finer) + (finer / 2));
        for (var r = Math.Max(0, middleRow - reach); r <= Math.Min((chip.Rows * finer) - 1, middleRow + reach); r++)
        {
            for (var c = Math.Max(0, middleColumn - reach); c <= Math.Min(columns - 1, middleColumn + reach); c++)
            {
                var off = (((r - middleRow) * (r - middleRow)) + ((c - middleColumn) * (c - middleColumn))) / (double)(finer * finer);
                var weight = Math.Exp(-off / (2 * 0.36));
                sum += weight * fine[(r * columns) + c];
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
