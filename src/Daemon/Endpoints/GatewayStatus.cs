using System.Globalization;
using System.Reflection;
using EdgeGateway.Control;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Doors;
using EdgeGateway.Daemon.Work;
using EdgeGateway.Devices;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Sensing;
using EdgeGateway.Uplink;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>The gateway's own view of itself: one source for edgectl, /health, /metrics and the report to the hub.</summary>
internal sealed class GatewayStatus(
    GatewayOptions options,
    string world,
    IClock clock,
    IReadOnlyList<ISensor> sensors,
    SightingQueue sightings,
    IOutbox outbox,
    Progress progress,
    Func<UplinkStatus> uplink,
    Func<(int Waiting, string Sentence)> files,
    DoorBoard doors)
{
    /// <summary>The line from sighting to disk stands still: not healthy.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    /// <summary>Fewer are gone before anybody has read how fast they go.</summary>
    private const long SmallBacklog = 1000;

    private readonly TimeSpan started = clock.SinceBoot;

    /// <summary>Set once the simulated store has nothing more to come.</summary>
    public bool ScriptEnded { get; set; }

    public static string Version { get; } =
        typeof(GatewayStatus).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The software is no older than that.</summary>
    public static DateTimeOffset Release { get; } = DateTimeOffset.Parse(
        typeof(GatewayStatus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ReleaseDate").Value!,
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public IReadOnlyList<SensorHealth> Sensors()
    {
        var now = clock.SinceBoot;
        return [.. sensors.Select(sensor => sensor.Vitals.Health(now))];
    }

    public StatusAnswer Answer()
    {
        var (health, store, link) = (Sensors(), Outbox(), Uplink());
        var trouble = Trouble(health, store);
        return new StatusAnswer(
            trouble.Length > 0 ? trouble : $"Working; {link.Sentence}",
            trouble.Length == 0,
            Version,
            options.Store,
            options.Gateway,
            world,
            ScriptEnded,
            options.Privacy.Tier,
            (clock.SinceBoot - started).TotalSeconds,
            Clock,
            progress.EventsAccepted,
            sightings.AdvertisementsDropped,
            store,
            link,
            health);
    }

    public OutboxAnswer Outbox()
    {
        var status = outbox.Status;
        return new OutboxAnswer(
            status.Epoch,
            status.NextSequence,
            status.Waiting,
            Lane(EventLane.Visit),
            Lane(EventLane.Traffic),
            Lane(EventLane.Health),
            status.OldestSeconds,
            status.Bytes,
            options.Outbox.SizeBytesMax,
            status.Dropped,
            status.Problem,
            status.Held,
            files().Waiting,
            files().Sentence,
            status.Note);

        long Lane(EventLane lane) => status.Lanes.Where(line => line.Lane == lane).Sum(line => line.Waiting);
    }

    public HealthReport Report()
    {
        var status = outbox.Status;
        return new HealthReport(
            status.Epoch,
            status.NextSequence,
            status.Waiting,
            status.OldestSeconds,
            status.Bytes,
            status.DroppedEvents,
            Clock,
            (clock.SinceBoot - started).TotalSeconds,
            Version,
            status.Problem.Length == 0 ? Sensors() : [.. Sensors(), OutboxHealth.Of(status.Problem, status.Held)],
            doors.Page.Drift?.Sentence);
    }

    private ClockQuality Clock => clock.IsSynchronised ? ClockQuality.Synchronised : ClockQuality.Estimated;

    public UplinkAnswer Uplink()
    {
        var (status, waiting) = (uplink(), outbox.Status.Waiting);
        var sentence = (status.Connected, status.Hindrance, waiting) switch
        {
            (false, _, _) => status.Sentence,
            (_, { Length: > 0 } why, _) => $"Connected to {status.Server}; {waiting:N0} events wait: {why}.",
            (_, _, 0) => $"Connected to {status.Server}; the hub has everything.",
            (_, _, > SmallBacklog) => $"Connected to {status.Server}; {waiting:N0} events are under way, at most {status.BacklogRate:N0} older ones a second.",
            _ => $"Connected to {status.Server}; {waiting:N0} events are under way.",
        };
        return new UplinkAnswer(
            status.Connected, sentence, status.Server?.ToString() ?? "", status.Sent, status.Delivered, status.Resent, status.Refused, status.HubAcknowledged);
    }

    // A broker that is away is what the outbox is for: it is said in the sentence, and it is not ill health.
    private string Trouble(IReadOnlyList<SensorHealth> health, OutboxAnswer store)
    {
        if (store.Trouble.Length > 0)
        {
            return store.Trouble;
        }

        if (progress.SinceLast > StuckAfter)
        {
            return $"Stuck: nothing was stored for {progress.SinceLast.TotalSeconds:0} s; see `journalctl -u edge-gateway`.";
        }

        var ailing = health.Where(sensor => sensor.Condition != SensorCondition.Working).ToList();
        return ailing.Count == 0
            ? ""
            : $"{ailing.Count} of {health.Count} sensors do not work: {string.Join("; ", ailing.Select(s => $"{s.Sensor} {s.Reason}"))}.";
    }
}
