namespace EdgeGateway.Devices.Simulated;

// From lines to what the devices do. Every beacon, phone, door and reader is a thread of its own in time; they are merged one step at a
// time, so that a day of a busy store needs no more memory than a minute of it.
public sealed partial class StoreScript
{
    /// <summary>All steps in the order of time; the same for the same script and seed.</summary>
    internal IEnumerable<StoreStep> Steps()
    {
        var next = new PriorityQueue<IEnumerator<StoreStep>, (TimeSpan At, int Thread)>();
        foreach (var (number, thread) in Threads().Index())
        {
            Enqueue(next, thread.GetEnumerator(), number);
        }

        while (next.TryDequeue(out var thread, out var order) && order.At <= Length)
        {
            yield return thread.Current;
            Enqueue(next, thread, order.Thread);
        }
    }

    private static void Enqueue(PriorityQueue<IEnumerator<StoreStep>, (TimeSpan At, int Thread)> next, IEnumerator<StoreStep> thread, int number)
    {
        if (thread.MoveNext()) next.Enqueue(thread, (thread.Current.At, number));
    }

    private IEnumerable<IEnumerable<StoreStep>> Threads()
    {
        yield return Faults().OrderBy(step => step.At);
        yield return Taps().OrderBy(step => step.At);
        foreach (var door in Header.Store.Doors)
        {
            yield return DoorBeams.Of(this, door);
        }

        foreach (var beacon in Lines.Where(line => line.Beacon is not null).GroupBy(line => line.Beacon!.Value()))
        {
            yield return BeaconWalk.Of(this, beacon.OrderBy(line => line.At), beacon.Key);
        }

        for (var place = 0; place < Header.Phones && Header.Store.Radios.Count > 0; place++)
        {
            yield return PassingPhone.Of(this, place);
        }
    }

    private IEnumerable<StoreStep> Faults()
    {
        foreach (var line in Lines)
        {
            if (line.Silence is { } silent) yield return new RadioFaultStep(TimeSpan.FromSeconds(line.At), silent, RadioFault.StopScanning);
            if (line.Unplug is not { } unplugged) continue;
            yield return new RadioFaultStep(TimeSpan.FromSeconds(line.At), unplugged, RadioFault.Unplug);
            yield return new RadioFaultStep(TimeSpan.FromSeconds(line.At + line.For!.Value), unplugged, RadioFault.Plug);
        }
    }

    private IEnumerable<StoreStep> Taps()
    {
        foreach (var line in Lines.Where(line => line.Tap is not null))
        {
            yield return new TagStep(TimeSpan.FromSeconds(line.At), line.Tap!.Reader, line.Tap);
            yield return new TagStep(TimeSpan.FromSeconds(line.At + (line.For ?? ScriptLine.TapSeconds)), line.Tap.Reader, Tap: null);
        }
    }
}
