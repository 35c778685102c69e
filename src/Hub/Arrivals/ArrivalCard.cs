using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>What a sales associate sees while the customer is still at the door.</summary>
/// <param name="Title">The customer's name, or what is known instead of it.</param>
/// <param name="Customer">Null when nobody was recognised, or the customer must not be named.</param>
/// <param name="Tone">How to address.</param>
/// <param name="Clerk">Whose customer this is; empty when nobody's.</param>
/// <param name="Clock"><c>wrong</c>: the gateway's clock is not right yet and <c>At</c> is when the hub heard of it.</param>
/// <param name="Beside">The same customer's other visits at the same time; they have no card of their own.</param>
/// <param name="MatchedBy">Why the hub believes it is this customer.</param>
internal sealed record ArrivalCard(
    string Visit,
    string Store,
    string Gateway,
    string Zone,
    VisitState State,
    DateTimeOffset At,
    DateTimeOffset Seen,
    double? DwellSeconds,
    string Title,
    CardCustomer? Customer,
    string Tone,
    string Clerk,
    NextStep NextStep,
    IReadOnlyList<CardFact> Facts,
    VisitHistory History,
    double Confidence,
    IReadOnlyList<Evidence> Evidence,
    CardMatch MatchedBy,
    ClockTrust Clock,
    IReadOnlyList<BesideVisit> Beside,
    long Version);
