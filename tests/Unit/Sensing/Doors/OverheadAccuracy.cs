using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>How a sensor over a door fares against simulated people whose ways are known, crossing by crossing.</summary>
internal sealed record OverheadAccuracy(int In, int InErrors, int Out, int OutErrors, int Missed, int Extra, int WrongWay, int UTurns)
{
    /// <summary>What watches a day at one door.</summary>
    public delegate IEnumerable<DoorFinding> Watcher(DoorPeople people, DoorSite site, int seed);

    // Every door is mounted in another way, so many doors, not one.
    private const int EpisodesPerDoor = 100;

    public int Crossings => In + Out;

    public double InShare => 1 - (InErrors / (double)Math.Max(1, In));

    public double OutShare => 1 - (OutErrors / (double)Math.Max(1, Out));

    /// <summary>1 - errors / true count, all errors counted, none set off against another.</summary>
    public double Share => 1 - ((InErrors + OutErrors) / (double)Math.Max(1, Crossings));

    public static OverheadAccuracy Of(Watcher watcher, DoorScenario scenario, int episodes, int firstSeed, double widthMetres = 1)
    {
        var total = new OverheadAccuracy(0, 0, 0, 0, 0, 0, 0, 0);
        for (var door = 0; door * EpisodesPerDoor < episodes; door++)
        {
            var (site, seed) = (DoorSite.Draw(firstSeed + door) with { WidthMetres = widthMetres }, firstSeed + door);
            var people = new DoorPeople(site, scenario, EpisodesPerDoor, seed);
            var found = watcher(people, site, seed).ToList();
            total += Compare(people.Truth, found, within: scenario == DoorScenario.Loitering ? 25 : 1.5);
        }

        return total;
    }

    public static IEnumerable<DoorFinding> Tof(DoorPeople people, DoorSite site, int seed)
    {
        var counter = new TofCounter(new TofSettings());
        return new TofView(people, site, seed).Ranges()
            .SelectMany(range => counter.Observe(new TofReading(range.At, range.Roi, range.Millimetres, range.Status)).ToList());
    }

    public static IEnumerable<DoorFinding> Amg8833(DoorPeople people, DoorSite site, int seed) => Thermal(ThermalChip.Amg8833, people, site, seed);

    public static IEnumerable<DoorFinding> Mlx90640(DoorPeople people, DoorSite site, int seed) => Thermal(ThermalChip.Mlx90640, people, site, seed);

    public static OverheadAccuracy operator +(OverheadAccuracy one, OverheadAccuracy other) => new(
        one.In + other.In, one.InErrors + other.InErrors, one.Out + other.Out, one.OutErrors + other.OutErrors,
        one.Missed + other.Missed, one.Extra + other.Extra, one.WrongWay + other.WrongWay, one.UTurns + other.UTurns);

    private static IEnumerable<DoorFinding> Thermal(ThermalChip chip, DoorPeople people, DoorSite site, int seed)
    {
        var counter = new ThermalCounter(ThermalSettings.Of(chip.Rows, chip.Columns));
        return new ThermalFrameView(people, site, chip, seed).Frames().SelectMany(frame => counter.Observe(frame.At, frame.Celsius).ToList());
    }

    private static OverheadAccuracy Compare(IReadOnlyList<DoorTruth> truth, List<DoorFinding> found, double within)
    {
        var left = found.FindAll(one => one.Kind == DoorFindingKind.Crossing);
        var unseen = truth.Where(person => !Take(person, mustAgree: true)).ToList();
        var wrong = unseen.Count(person => Take(person, mustAgree: false));
        var extraIn = left.Count(one => one.Direction == Direction.In);
        return new OverheadAccuracy(
            truth.Count(person => person.IsInward), unseen.Count(person => person.IsInward) + extraIn,
            truth.Count(person => !person.IsInward), unseen.Count(person => !person.IsInward) + left.Count - extraIn,
            unseen.Count - wrong, left.Count, wrong, found.Count(one => one.Kind == DoorFindingKind.UTurn));

        bool Take(DoorTruth person, bool mustAgree)
        {
            var at = left.FindIndex(one =>
                (!mustAgree || one.Direction == Direction.In == person.IsInward) && Math.Abs((one.At - person.At).TotalSeconds) < within);
            if (at >= 0)
                left.RemoveAt(at);
            return at >= 0;
        }
    }
}
