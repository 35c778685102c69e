namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>Where one member of staff is, metres into the store from the door; the street is negative. Straight ways at a walking pace, and waiting.</summary>
internal sealed class StaffWalk
{
    public const double Outside = -60;
    public const double BackRoom = 40;

    private const double MetresPerSecond = 1.2;

    private readonly List<(double At, double Metres)> corners = [(0, Outside)];
    private int next = 1;

    public double EndsAt => corners[^1].At;

    /// <summary>When and in which direction the door was crossed.</summary>
    public List<(double At, bool IsIn)> Crossings { get; } = [];

    public void Wait(double seconds) => corners.Add((EndsAt + seconds, corners[^1].Metres));

    public void GoTo(double metres)
    {
        var (at, from) = corners[^1];
        if (from < 0 != metres < 0)
            Crossings.Add((at + (Math.Abs(from) / MetresPerSecond), metres > 0));
        corners.Add((at + (Math.Abs(metres - from) / MetresPerSecond), metres));
    }

    /// <summary>Where, at that time; to be asked in order of time.</summary>
    public double At(double seconds)
    {
        while (next < corners.Count - 1 && corners[next].At <= seconds)
        {
            next++;
        }

        var (before, after) = (corners[next - 1], corners[next]);
        if (seconds >= after.At)
            return after.Metres;
        return before.Metres + ((after.Metres - before.Metres) * (seconds - before.At) / (after.At - before.At));
    }
}
