namespace EdgeGateway.Sensing.Doors;

/// <summary>The sensors of one kind over one door, each on its own thread: what they find goes through one <see cref="SeamMerge"/>.</summary>
internal sealed class SharedDoor
{
    private readonly Lock gate = new();
    private readonly List<string> sensors;
    private readonly SeamMerge merge;

    /// <param name="sensors">By their names, which differ.</param>
    public SharedDoor(params IReadOnlyList<(string Sensor, SeamPlace Place)> sensors) =>
        (this.sensors, merge) = ([.. sensors.Select(one => one.Sensor)], new SeamMerge([.. sensors.Select(one => one.Place)]));

    /// <summary>By the door's name.</summary>
    public static Dictionary<string, SharedDoor> Of(IEnumerable<(string Door, string Sensor, SeamPlace Place)> sensors) =>
        sensors.GroupBy(one => one.Door, StringComparer.Ordinal)
            .ToDictionary(door => door.Key, door => new SharedDoor([.. door.Select(one => (one.Sensor, one.Place))]), StringComparer.Ordinal);

    /// <summary>What is to be told now, by whoever asked. Sensors of one door share its name, so it does not matter who tells.</summary>
    public IReadOnlyList<DoorFinding> Observe(string sensor, IReadOnlyList<DoorFinding> found, TimeSpan now)
    {
        lock (gate)
        {
            var decided = merge.Observe(sensors.IndexOf(sensor), found, now);
            return decided.Count == 0 ? [] : [.. decided];
        }
    }

    /// <summary>One of them ends: nobody may be left to tell what waits.</summary>
    public IReadOnlyList<DoorFinding> End()
    {
        lock (gate)
        {
            return [.. merge.End()];
        }
    }
}
