using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

/// <summary>How several sensors side by side fare over a wide door, as one door and, for comparison, as so many doors whose counts are added.</summary>
internal static class WideDoorAccuracy
{
    public const double WidthMetres = 2.7;

    // Heads under an AMG8833 are seen 40 cm to each side, under an MLX90640 a metre.
    public static readonly double[] ThreeGridEyes = [-0.85, 0, 0.85];
    public static readonly double[] TwoMelexis = [-0.65, 0.65];

    // Shoulders under a VL53L1X are seen a quarter of a metre to each side. Further apart they miss people, nearer they see more of them twice.
    public static readonly double[] ThreeTof = [-0.75, 0, 0.75];

    private delegate IEnumerable<(int Place, List<DoorFinding> Found, TimeSpan At)> Sensors(DoorPeople people, DoorSite site, int seed);

    public static OverheadAccuracy.Watcher MergedTof(double[] offsets) => Merged((people, site, seed) => SeenByTof(offsets, people, site, seed), offsets, TofDoorOptions.DegreesAcross);

    public static OverheadAccuracy.Watcher AddedTof(double[] offsets) => (people, site, seed) => SeenByTof(offsets, people, site, seed).SelectMany(one => one.Found);

    public static OverheadAccuracy.Watcher Merged(ThermalChip chip, double[] offsets) =>
        Merged((people, site, seed) => Seen(chip, offsets, people, site, seed), offsets, chip.DegreesAcross);

    public static OverheadAccuracy.Watcher Added(ThermalChip chip, double[] offsets) => (people, site, seed) =>
        Seen(chip, offsets, people, site, seed).SelectMany(one => one.Found);

    private static OverheadAccuracy.Watcher Merged(Sensors seen, double[] offsets, double degreesAcross) => (people, site, seed) =>
    {
        // Somebody measured from the middle of the door, and the sensor is turned and tilted as it is.
        var merge = new SeamMerge([.. offsets.Select(offset => new SeamPlace(offset, Math.Round(site.MountMetres, 1), degreesAcross))]);
        return seen(people, site, seed).SelectMany(one => merge.Observe(one.Place, one.Found, one.At).ToList()).Concat(merge.End().ToList());
    };

    // Each at its own pace, so always the one that is behind.
    private static IEnumerable<(int Place, List<DoorFinding> Found, TimeSpan At)> SeenByTof(double[] offsets, DoorPeople people, DoorSite site, int seed)
    {
        var sensors = offsets.Select((offset, i) => (
            Ranges: new TofView(people, site with { OffsetMetres = site.OffsetMetres + offset }, seed + (i * 7919)).Ranges().GetEnumerator(),
            Counter: new TofCounter(new TofSettings()))).ToList();
        var next = sensors.Select(sensor => sensor.Ranges.MoveNext() ? sensor.Ranges.Current.At : TimeSpan.MaxValue).ToArray();
        while (next.Min() < TimeSpan.MaxValue)
        {
            var i = Array.IndexOf(next, next.Min());
            var range = sensors[i].Ranges.Current;
            yield return (i, sensors[i].Counter.Observe(new TofReading(range.At, range.Roi, range.Millimetres, range.Status)).ToList(), range.At);
            next[i] = sensors[i].Ranges.MoveNext() ? sensors[i].Ranges.Current.At : TimeSpan.MaxValue;
        }
    }

    // What each array finds, in order of time.
    private static IEnumerable<(int Place, List<DoorFinding> Found, TimeSpan At)> Seen(
        ThermalChip chip, double[] offsets, DoorPeople people, DoorSite site, int seed)
    {
        var arrays = offsets.Select((offset, i) => (
            Frames: new ThermalFrameView(people, site with { OffsetMetres = site.OffsetMetres + offset }, chip, seed + (i * 7919)).Frames().GetEnumerator(),
            Counter: new ThermalCounter(ThermalSettings.Of(chip.Rows, chip.Columns)))).ToList();
        while (arrays.TrueForAll(array => array.Frames.MoveNext()))
        {
            for (var i = 0; i < arrays.Count; i++)
            {
                var (at, celsius) = arrays[i].Frames.Current;
                yield return (i, arrays[i].Counter.Observe(at, celsius).ToList(), at);
            }
        }
    }
}
