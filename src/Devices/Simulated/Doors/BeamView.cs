namespace EdgeGateway.Devices.Simulated;

/// <summary>A door as two light beams across it see it.</summary>
public sealed class BeamView(DoorPeople people, double heightMetres, double spacingMetres, double debounceSeconds = 0.002)
{
    private const double StepSeconds = 0.001;

    private readonly List<Solid> solids = [];

    /// <summary>Every edge of the day; beam 0 is the one on the street's side, true is broken.</summary>
    public IEnumerable<(TimeSpan At, int Beam, bool IsBroken)> Edges()
    {
        people.Rewind();
        var (raw, told, since) = (new bool[2], new bool[2], new double[2]);
        for (var step = 0L; step * StepSeconds < people.Lasts.TotalSeconds; step++)
        {
            var t = step * StepSeconds;
            people.At(t, solids);
            for (var beam = 0; beam < 2; beam++)
            {
                var isBroken = IsBroken((beam - 0.5) * spacingMetres);
                if (isBroken != raw[beam])
                    (raw[beam], since[beam]) = (isBroken, t);
                if (raw[beam] != told[beam] && t - since[beam] >= debounceSeconds)
                {
                    told[beam] = raw[beam];
                    yield return (TimeSpan.FromSeconds(t), beam, raw[beam]);
                }
            }
        }
    }

    private bool IsBroken(double x)
    {
        foreach (var solid in solids)
        {
            if (solid.Bottom <= heightMetres && solid.Top >= heightMetres && Math.Abs(solid.X - x) < solid.RadiusX)
                return true;
        }

        return false;
    }
}
