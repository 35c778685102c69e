namespace EdgeGateway.Sensing.Doors;

/// <summary>
/// How far the floor is in one region: learnt at the start, rolled slowly ever after, lowered to what stays and raised again when
/// that has gone.
/// </summary>
/// <param name="mountMetres">Where the floor is, if that is known; otherwise 0.</param>
internal sealed class ZoneBaseline(TimeSpan absorbAfter, double mountMetres)
{
    private const int LearnReadings = 15;
    private const double StillMillimetres = 120;

    // Nothing is lower than the floor, so what is further away corrects the baseline at once; a person cannot.
    private const double RiseSeconds = 1.5;
    private const double DriftSeconds = 30;
    private const int BackReadings = 4;

    private readonly List<int> learning = new(LearnReadings);
    private double? floorBeneath;
    private int backOnFloor;
    private TimeSpan lastAt;
    private TimeSpan stillSince;
    private double stillAt = double.NaN;

    /// <summary>Millimetres; null until it is learnt.</summary>
    public double? Millimetres { get; private set; } = mountMetres > 0 ? mountMetres * 1000 : null;

    /// <summary>Something that stays lies over the floor.</summary>
    public bool IsAbsorbed => floorBeneath is not null;

    /// <summary>A good reading of an empty region or of one that might be.</summary>
    public void Learn(int millimetres, bool isOccupied, TimeSpan at)
    {
        var passed = (at - lastAt).TotalSeconds;
        lastAt = at;
        if (Millimetres is not { } baseline)
        {
            Begin(millimetres, at);
            return;
        }

        if (floorBeneath is { } floor && Math.Abs(millimetres - floor) < StillMillimetres)
        {
            if (++backOnFloor >= BackReadings)
                (Millimetres, floorBeneath, backOnFloor) = (floor, null, 0);
            return;
        }

        backOnFloor = 0;
        var off = millimetres - baseline;
        if (off > 0 || !isOccupied)
            Millimetres = baseline + (off * Math.Min(1, passed / (off > StillMillimetres / 2 ? RiseSeconds : DriftSeconds)));
        Absorb(millimetres, isOccupied, at);
    }

    private void Begin(int millimetres, TimeSpan at)
    {
        learning.Add(millimetres);
        if (learning.Count == LearnReadings)
        {
            learning.Sort();
            (Millimetres, stillSince) = (learning[LearnReadings / 2], at);
            learning.Clear();
        }
    }

    private void Absorb(int millimetres, bool isOccupied, TimeSpan at)
    {
        if (!isOccupied || !(Math.Abs(millimetres - stillAt) < StillMillimetres))
        {
            (stillAt, stillSince) = (millimetres, at);
        }
        else if (at - stillSince > absorbAfter)
        {
            floorBeneath ??= Millimetres;
            (Millimetres, stillSince) = (stillAt, at);
        }
    }
}
