namespace EdgeGateway.Sensing.Doors;

/// <summary>Where one of several sensors hangs over a wide door.</summary>
/// <param name="OffsetMetres">Along the door, growing towards the sensor's last column.</param>
/// <param name="MountMetres">Above the floor.</param>
/// <param name="DegreesAcross">Its view along the door.</param>
internal readonly record struct SeamPlace(double OffsetMetres, double MountMetres, double DegreesAcross)
{
    // Of a body at the edge of a view only a part is seen, and its middle is never seen further out than this share of the view.
    private const double EdgeShare = 0.78;

    // More do not fit over one door.
    private const int PlacesMax = 16;

    private readonly double edgeTangent = EdgeShare * Math.Tan(DegreesAcross * Math.PI / 360);

    public bool IsAtEdge(double tangent) => Math.Abs(tangent) >= edgeTangent;

    /// <summary>What is wrong with where the sensors hang that share a door.</summary>
    /// <param name="what">What they are, as a plural.</param>
    internal static IEnumerable<string> Problems(IEnumerable<(string Key, string Door, double? OffsetMetres)> sensors, string what, double apartMetresMin)
    {
        foreach (var door in sensors.GroupBy(one => one.Door, StringComparer.Ordinal).Where(door => door.Key.Length > 0 && door.Count() > 1))
        {
            foreach (var (key, _, _) in door.Where(one => one.OffsetMetres is null))
                yield return $"{key}.offsetMetres: is not set, and {door.Count()} {what} hang over door {door.Key}; give each its place along the door in metres, for example -0.7 and 0.7";
            if (door.Count() > PlacesMax)
                yield return $"{door.First().Key}.door: {door.Count()} {what} hang over door {door.Key}, and {PlacesMax} can share one; make two doors of it";
            var places = door.Where(one => one.OffsetMetres is not null).OrderBy(one => one.OffsetMetres).ToList();
            foreach (var (left, right) in places.Zip(places.Skip(1)).Where(pair => pair.Second.OffsetMetres - pair.First.OffsetMetres < apartMetresMin))
                yield return $"{right.Key}.offsetMetres: {right.OffsetMetres} is less than {apartMetresMin} from {left.Key}'s {left.OffsetMetres}; measure from one to the other along the door";
        }
    }
}
