namespace EdgeGateway.Devices.Simulated;

/// <summary>One door's people as breaks of its two beams, 8 cm apart.</summary>
internal static class DoorBeams
{
    private const double GapMetres = 0.08;

    internal static IEnumerable<StoreStep> Of(StoreScript script, StoreDoor door)
    {
        var dice = new Dice(script.Header.Seed, $"door {door.Name}");
        var (outer, inner) = (new List<(double From, double To)>(), new List<(double From, double To)>());
        foreach (var line in script.Lines.Where(line => (line.Door ?? line.Uturn ?? line.Blocked) == door.Name).OrderBy(line => line.At))
        {
            var gap = GapMetres / Math.Clamp(dice.Around(1.2, 0.25), 0.5, 2.2);
            var body = dice.Between(0.22, 0.38) / GapMetres * gap;
            if (line.Blocked is not null)
            {
                outer.Add((line.At, line.At + line.For!.Value));
            }
            else if (line.Uturn is not null)
            {
                var hesitates = dice.Between(0.4, 1.4);
                outer.Add((line.At, line.At + gap + hesitates + gap));
                inner.Add((line.At + gap, line.At + gap + hesitates));
            }
            else
            {
                var (first, second) = line.Direction == "in" ? (outer, inner) : (inner, outer);
                first.Add((line.At, line.At + body));
                second.Add((line.At + gap, line.At + gap + body));
            }
        }

        return Edges(outer, door.Chip, door.Outer).Concat(Edges(inner, door.Chip, door.Inner)).OrderBy(step => step.At);
    }

    // Two people in a beam at once break it once.
    private static IEnumerable<BeamStep> Edges(List<(double From, double To)> breaks, string chip, int line)
    {
        var sorted = breaks.OrderBy(one => one.From).ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            var (from, to) = sorted[i];
            while (i + 1 < sorted.Count && sorted[i + 1].From <= to) to = Math.Max(to, sorted[++i].To);
            yield return new BeamStep(TimeSpan.FromSeconds(from), chip, line, Broken: true);
            yield return new BeamStep(TimeSpan.FromSeconds(to), chip, line, Broken: false);
        }
    }
}
