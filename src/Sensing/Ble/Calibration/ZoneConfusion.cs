namespace EdgeGateway.Sensing;

/// <summary>Where somebody stood, and where the radios said so: a row per zone, a column per zone, in seconds.</summary>
public sealed class ZoneConfusion(IReadOnlyList<string> zones)
{
    private readonly int[,] seconds = new int[zones.Count, zones.Count];

    public IReadOnlyList<string> Zones => zones;

    /// <summary>The mean over the zones of the share that was right, so that a zone where one stood longer does not weigh more; 0 without any.</summary>
    public double Accuracy
    {
        get
        {
            var shares = Enumerable.Range(0, zones.Count).Where(row => Of(row) > 0).Select(row => (double)seconds[row, row] / Of(row)).ToList();
            return shares.Count == 0 ? 0 : shares.Average();
        }
    }

    /// <summary>Seconds in which somebody stood in one zone and was taken to be in the other.</summary>
    public int this[int standing, int taken] => seconds[standing, taken];

    /// <summary>Seconds in which somebody stood there.</summary>
    public int Of(int standing) => Enumerable.Range(0, zones.Count).Sum(taken => seconds[standing, taken]);

    internal void Note(int standing, int taken) => seconds[standing, taken]++;
}
