using EdgeGateway.Devices;
using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Work;

/// <summary>Turns what happened into an event of this gateway: identity, source and wall time.</summary>
internal sealed class EventStamp(string store, string gateway, IClock clock)
{
    private readonly Guid bootId = clock.BootId;

    /// <summary>Of every event of this gateway.</summary>
    public string Source { get; } = $"/stores/{store}/gateways/{gateway}";

    public EventDraft Stamp(Happening happening)
    {
        // The wall clock may have been corrected since; the monotonic one tells how long ago it was.
        var time = clock.UtcNow - (clock.SinceBoot - happening.At);
        return new EventDraft
        {
            Id = Guid.CreateVersion7(time),
            Source = Source,
            Subject = happening.Subject,
            Time = time,
            BootId = bootId,
            SinceBoot = happening.At,
            Clock = clock.IsSynchronised ? ClockQuality.Synchronised : ClockQuality.Estimated,
            Data = happening.Data,
        };
    }

    /// <summary>For what the gateway says of itself, now.</summary>
    public EventDraft Stamp(EventData data) => Stamp(new Happening(clock.SinceBoot, "gateway", data));
}
