using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeGateway.Events;

namespace EdgeGateway.Sensing;

/// <summary>
/// Between the sensors' threads and the one consumer. When it is full, a beacon's advertisement is dropped and counted
/// (the next one comes within a second); a crossing, a tap or a report waits for room, because it comes only once.
/// </summary>
public sealed class SightingQueue(int waitingMax)
{
    private const int StopPatienceMilliseconds = 1000;

    private readonly Channel<Sighting> channel = Channel.CreateBounded<Sighting>(
        new BoundedChannelOptions(waitingMax) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    // As many as there are doors.
    private readonly ConcurrentDictionary<string, TimeSpan> countedAt = new(StringComparer.Ordinal);

    private long advertisementsDropped;

    public ChannelReader<Sighting> Reader => channel.Reader;

    /// <summary>Advertisements of enrolled beacons that found the queue full.</summary>
    public long AdvertisementsDropped => Interlocked.Read(ref advertisementsDropped);

    /// <summary>Called from a sensor's thread; blocks only for what must not be lost.</summary>
    public void Add(Sighting? sighting, CancellationToken stopping)
    {
        if (sighting switch { DoorCrossing crossing => crossing.Door, DoorUTurn turn => turn.Door, _ => null } is { } door)
        {
            countedAt[door] = sighting!.At;
        }

        if (sighting is null || channel.Writer.TryWrite(sighting))
        {
            return;
        }

        if (sighting is BeaconSighting or BeaconTelemetry)
        {
            Interlocked.Increment(ref advertisementsDropped);
            return;
        }

        // A stop is no reason to lose it: what has been sensed is stored first. A consumer that takes nothing any more must not hold up the stop.
        for (var patience = StopPatienceMilliseconds; !channel.Writer.TryWrite(sighting) && patience > 0; patience -= stopping.IsCancellationRequested ? 1 : 0)
        {
            Thread.Sleep(millisecondsTimeout: 1);
        }
    }

    /// <summary>When a door's counter last found somebody, be it one who turned back; null for never.</summary>
    public TimeSpan? CountedAt(string door) => countedAt.TryGetValue(door, out var at) ? at : null;

    /// <summary>No more sightings will come.</summary>
    public void Complete() => channel.Writer.TryComplete();
}
