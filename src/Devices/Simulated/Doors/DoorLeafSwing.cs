namespace EdgeGateway.Devices.Simulated;

/// <summary>A door leaf, hinged at the side of the passage, that swings through it and back; as high as the passage.</summary>
/// <param name="From">Seconds; it begins to open.</param>
/// <param name="For">Seconds from the beginning of opening to the beginning of closing.</param>
internal readonly record struct DoorLeafSwing(double From, double For, double Top)
{
    private const double SwingSeconds = 1.2;
    private const double WidthMetres = 0.95;

    internal void AddTo(List<Solid> solids, double t)
    {
        var open = Math.Clamp((t - From) / SwingSeconds, 0, 1) - Math.Clamp((t - From - For) / SwingSeconds, 0, 1);

        // Closed it stands across the passage on the street's side, out of sight; open it stands along the wall, out of sight too.
        if (open is <= 0 or >= 1)
            return;
        var angle = open * Math.PI / 2;
        for (var part = 0.05; part < WidthMetres; part += 0.05)
        {
            solids.Add(new Solid(
                -0.6 + (part * Math.Sin(angle)), 0.5 - (part * Math.Cos(angle)), 0.03, 0.03, 0, Top, 0.5, 0.2));
        }
    }
}
