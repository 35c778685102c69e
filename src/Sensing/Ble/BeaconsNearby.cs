using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Which enrolled beacon spoke last from a radio address, because telemetry frames carry no identity. Short-lived and bounded, holds
/// enrolled beacons only, and never leaves Sensing.
/// </summary>
internal sealed class BeaconsNearby
{
    public const int NearbyMax = 1024;

    /// <summary>A beacon with a rotating address has another one by then.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<BluetoothAddress, (Identifier Beacon, EphemeralMatch? Id, TimeSpan At)> nearby = [];

    public int Count => nearby.Count;

    /// <param name="id">The ephemeral id it was known by, whose key its telemetry needs.</param>
    public void Saw(BluetoothAddress address, Identifier beacon, TimeSpan at, EphemeralMatch? id = null)
    {
        if (nearby.Count >= NearbyMax && !nearby.ContainsKey(address))
        {
            Forget(at);
        }

        nearby[address] = (beacon, id, at);
    }

    public Identifier? Who(BluetoothAddress address, TimeSpan at) =>
        nearby.TryGetValue(address, out var seen) && at - seen.At <= RememberedFor ? seen.Beacon : null;

    public EphemeralMatch? WhoseId(BluetoothAddress address, TimeSpan at) =>
        nearby.TryGetValue(address, out var seen) && at - seen.At <= RememberedFor ? seen.Id : null;

    // Every beacon is back with its next advertisement, so that too much forgetting costs one telemetry frame.
    private void Forget(TimeSpan at)
    {
        foreach (var (address, seen) in nearby)
        {
            if (at - seen.At > RememberedFor)
            {
                nearby.Remove(address);
            }
        }

        if (nearby.Count >= NearbyMax)
        {
            nearby.Clear();
        }
    }
}
