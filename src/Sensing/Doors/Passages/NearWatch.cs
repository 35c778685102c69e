namespace EdgeGateway.Sensing.Doors;

/// <summary>Is something nearer than the wall, or the floor, that the sensor usually sees?</summary>
internal sealed class NearWatch(double nearerMetres)
{
    private const int LearnReadings = 15;
    private const double RollShare = 0.01;

    // Nearer than this it is no longer near: a coat moves.
    private const double HysteresisShare = 0.7;

    // Under its blind zone an ultrasonic sensor tells zero or anything.
    private const double MetresMin = 0.03;

    private readonly List<double> first = [];
    private double usual;

    public bool IsNear { get; private set; }

    public double? UsualMetres => first.Count == LearnReadings ? usual : null;

    /// <summary>False for what the sensor tells when it sees nothing.</summary>
    public static bool IsDistance(double metres) => metres >= MetresMin;

    /// <returns>Whether the reading says anything: not while what is usual is being learnt.</returns>
    public bool Observe(double metres)
    {
        if (!IsDistance(metres))
            return false;
        if (first.Count < LearnReadings)
        {
            first.Add(metres);
            first.Sort();
            usual = first[first.Count / 2];
            return false;
        }

        IsNear = usual - metres > nearerMetres * (IsNear ? HysteresisShare : 1);
        if (!IsNear)
            usual += RollShare * (metres - usual);
        return true;
    }
}
