namespace EdgeGateway.Sensing.Doors;

/// <summary>The thermal arrays of one door, each on its own thread: what they find goes through one <see cref="SeamMerge"/>.</summary>
internal sealed class SharedDoor(IReadOnlyList<ThermalDoorOptions> sensors)
{
    private readonly Lock gate = new();
    private readonly SeamMerge merge = new([.. sensors.Select(one => one.Place)]);

    /// <summary>By the door's name.</summary>
    public static Dictionary<string, SharedDoor> Of(IEnumerable<ThermalDoorOptions> sensors) =>
        sensors.GroupBy(one => one.DoorName, StringComparer.Ordinal).ToDictionary(door => door.Key, door => new SharedDoor([.. door]), StringComparer.Ordinal);

    /// <summary>What is to be told now, by whoever asked. Sensors of one door share its name, so it does not matter who tells.</summary>
    public IReadOnlyList<DoorFinding> Observe(ThermalDoorOptions sensor, IReadOnlyList<DoorFinding> found, TimeSpan now)
    {
        lock (gate)
        {
            var decided = merge.Observe(IndexOf(sensor), found, now);
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

    private int IndexOf(ThermalDoorOptions sensor)
    {
        for (var i = 0; i < sensors.Count; i++)
        {
            if (ReferenceEquals(sensors[i], sensor))
                return i;
        }

        throw new ArgumentException($"{sensor.Name} does not hang over this door", nameof(sensor));
    }
}
