using EdgeGateway.Events;

namespace EdgeGateway.Control;

/// <summary>The gateway in one look.</summary>
/// <param name="Sentence">What a technician should know first, for example "Working; 214 events wait for the broker."</param>
/// <param name="Hardware"><c>linux</c> or <c>simulated</c>.</param>
/// <param name="ScriptEnded">True once a simulated store's script has been played to its end and all of it is stored.</param>
/// <param name="EventsAccepted">Events made durable since the start.</param>
/// <param name="SightingsDropped">Advertisements of enrolled beacons that found the queue full.</param>
public sealed record StatusAnswer(
    string Sentence,
    bool Healthy,
    string Version,
    string Store,
    string Gateway,
    string Hardware,
    bool ScriptEnded,
    PrivacyTier Tier,
    double UptimeSeconds,
    ClockQuality Clock,
    long EventsAccepted,
    long SightingsDropped,
    OutboxAnswer Outbox,
    UplinkAnswer Uplink,
    IReadOnlyList<SensorHealth> Sensors);
