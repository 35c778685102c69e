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
    private readonly double[] nearest;
    private readonly double[] seen;
    private readonly float[] picture;
    private readonly double[] alongs;
    private readonly double[] acrosses;
    private readonly double[] blur;
    private readonly int finer;
    private readonly int reach;
    private readonly double draught;

    public ThermalFrameView(DoorPeople people, DoorSite site, ThermalChip chip, int seed)
    {
        (this.people, this.site, this.chip, dice) = (people, site, chip, new Dice(seed, "thermal"));
        finer = chip.Rows * chip.Columns < 100 ? 3 : 1;
        reach = finer == 1 ? 1 : 2 * finer;
        floor = new double[chip.Rows * chip.Columns];
        (fine, nearest) = (new double[floor.Length * finer * finer], new double[floor.Length * finer * finer]);
        (seen, picture) = (new double[floor.Length], new float[floor.Length]);
        alongs = Tangents(chip.Rows * finer, chip.DegreesAlong, site.TiltDegrees);
        acrosses = Tangents(chip.Columns * finer, chip.DegreesAcross, 0);
        blur = Blur();
        var (warmSide, warmCorner) = (dice.Between(-1, 1), dice.Between(-1, 1));
        draught = dice.Between(0.2, 1);
        for (var i = 0; i < floor.Length; i++)
        {
            // A heater, a sunny patch, and pixels that differ.
            floor[i] = site.FloorCelsius + (warmSide * (i % chip.Columns) / chip.Columns) + (warmCorner * (i / chip.Columns) / chip.Rows) + dice.Around(0, 0.3);
        }
    }

    /// <summary>Every frame of the day; the array is the caller's. A chip that measures in halves tells a frame when both are measured.</summary>
    public IEnumerable<(TimeSpan At, float[] Celsius)> Frames() => Halves().Where((_, i) => i % chip.Halves == chip.Halves - 1);

    /// <summary>The picture after each half of it was measured; the other half is older.</summary>
    public IEnumerable<(TimeSpan At, float[] Celsius)> Halves()
    {
        people.Rewind();
        floor.CopyTo(seen, 0);
        var number = 0;
        for (var t = 0.0; t < people.Lasts.TotalSeconds; t = ++number / (chip.FramesPerSecond * chip.Halves))
        {
            Render(t);
            Measure(t, number % chip.Halves);
            yield return (TimeSpan.FromSeconds(t), [.. picture]);
        }
    }

    // What lies highest under each ray, and how warm it is. A solid is looked for only where its shadow can fall.
    private void Render(double t)
    {
        people.At(t, solids);
        Array.Clear(fine);
        if (solids.Count == 0)
            return;
        Array.Fill(nearest, site.MountMetres);
        foreach (var solid in solids)
        {
            var (top, bottom) = (site.MountMetres - solid.Top, site.MountMetres - solid.Bottom);
            var (firstRow, lastRow) = Shadow(alongs, solid.X, solid.RadiusX, top, bottom);
            var (firstColumn, lastColumn) = Shadow(acrosses, solid.Y - site.OffsetMetres, solid.RadiusY, top, bottom);
            for (var row = firstRow; row <= lastRow; row++)
            {
                for (var column = firstColumn; column <= lastColumn; column++)
                {
                    var at = (row * acrosses.Length) + column;
                    var met = solid.Distance(0, site.OffsetMetres, site.MountMetres, alongs[row], acrosses[column], -1);
                    if (met < nearest[at])
                        (nearest[at], fine[at]) = (met, solid.Kelvins);
                }
            }
        }
    }

    private static (int First, int Last) Shadow(double[] tangents, double middle, double radius, double top, double bottom)
    {
        var low = Math.Min((middle - radius) / top, (middle - radius) / bottom);
        var high = Math.Max((middle + radius) / top, (middle + radius) / bottom);
        var (first, last) = (0, tangents.Length - 1);
        while (first <= last && tangents[first] < low) first++;
        while (last >= first && tangents[last] > high) last--;
        return (first, last);
    }

    private void Measure(double t, int half)
    {
        var drift = draught * Math.Sin(t / 95);
        var common = dice.Around(0, 0.05);
        for (var i = 0; i < picture.Length; i++)
        {
            // Halves are the squares of one colour on a chess-board.
            if (chip.Halves == 2 && (((i / chip.Columns) ^ i) & 1) != half)
                continue;

            // A thermopile follows within about a tenth of a second.
            seen[i] += 0.75 * (floor[i] + drift + Blurred(i / chip.Columns, i % chip.Columns) - seen[i]);
            var read = seen[i] + common + dice.Around(0, chip.NoiseKelvins);
            picture[i] = (float)(Math.Round(read / chip.StepKelvins) * chip.StepKelvins);
        }
    }

    private double Blurred(int row, int column)
    {
        if (solids.Count == 0)
            return 0;
        var (sum, weights) = (0.0, 0.0);
        var (middleRow, middleColumn) = ((row * finer) + (finer / 2), (column * finer) + (finer / 2));
        for (var r = Math.Max(0, middleRow - reach); r <= Math.Min(alongs.Length - 1, middleRow + reach); r++)
        {
            for (var c = Math.Max(0, middleColumn - reach); c <= Math.Min(acrosses.Length - 1, middleColumn + reach); c++)
            {
                var weight = blur[((r - middleRow + reach) * ((2 * reach) + 1)) + c - middleColumn + reach];
                sum += weight * fine[(r * acrosses.Length) + c];
                weights += weight;
            }
        }

        return sum / weights;
    }

    // The lens lets half of what is one pixel away through, in all about a Gaussian of 0.6 pixel.
    private double[] Blur()
    {
        var side = (2 * reach) + 1;
        return [.. Enumerable.Range(0, side * side).Select(i => (Row: (i / side) - reach, Column: (i % side) - reach))
            .Select(off => Math.Exp(-(((off.Row * off.Row) + (off.Column * off.Column)) / (double)(finer * finer)) / (2 * 0.36)))];
    }

    private static double[] Tangents(int count, double degrees, double tilt) =>
        [.. Enumerable.Range(0, count).Select(i => Math.Tan(Radians(tilt + ((((i + 0.5) / count) - 0.5) * degrees))))];

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
