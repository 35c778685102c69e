using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>A visit as the database has it.</summary>
/// <param name="Changed">The order of its last change; a page resumes by it.</param>
/// <param name="Visit">The gateway's own id of the visit.</param>
/// <param name="Identifiers">What was sensed, decisive ones (tap, code) first.</param>
/// <param name="Elsewhere">The row of another gateway's visit that hears this visitor best; null: this one does.</param>
/// <param name="Clock">How far its times can be believed.</param>
internal sealed record VisitRow(
    long Id,
    long Changed,
    string Store,
    string Gateway,
    string Visit,
    VisitState State,
    string Zone,
    DateTimeOffset Arrived,
    DateTimeOffset Seen,
    double? DwellSeconds,
    double Confidence,
    Evidence[] Evidence,
    IReadOnlyList<SensedIdentifier> Identifiers,
    ClockTrust Clock,
    long? Elsewhere = null);
