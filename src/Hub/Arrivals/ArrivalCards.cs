using System.Text.Json;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Makes a visit into a card. Matching happens here, at the moment of showing: a corrected customer list corrects every card,
/// and nothing has to be unmerged.
/// </summary>
internal sealed class ArrivalCards(VisitQueries visits, CustomerCatalog catalog, PlaceOptions places, TimeProvider time)
{
    /// <summary>Cards that many pages ask for at once are made once.</summary>
    private const int KeptMax = 500;

    /// <summary>No longer than that: facts age, visits of before come late, and a pseudonym is erased without a change of its visit.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(long Visit, long Changed, int Identifiers), IReadOnlyList<byte[]>> _kept = [];
    private CustomerDirectory? _keptFor;
    private long _keptSince;

    /// <summary>The card that a visit is on, alone or with others of the same customer.</summary>
    public ArrivalCard Make(VisitRow visit)
    {
        var directory = catalog.Directory;
        return Make(Divided(visit, directory).First(card => card.All.Any(one => one.Id == visit.Id)), directory);
    }

    /// <summary>Who the visitor is, if anybody may be named.</summary>
    public Customer? CustomerOf(VisitRow visit) => VisitMatcher.Match(catalog.Directory, visit.Identifiers).Customer;

    /// <summary>The visit's card as JSON, and the later cards of the same customer: what the visit had beside it may stand alone again.</summary>
    public IReadOnlyList<byte[]> MakeJson(VisitRow visit)
    {
        var key = (visit.Id, visit.Changed, visit.Identifiers.Count);
        lock (_gate)
        {
            if (_keptFor == catalog.Directory && time.GetElapsedTime(_keptSince) < KeptFor && _kept.TryGetValue(key, out var kept))
            {
                return kept;
            }
        }

        var directory = catalog.Directory;
        byte[][] json =
        [
            .. Divided(visit, directory).Where(card => card.First.Arrived >= visit.Arrived || card.All.Any(one => one.Id == visit.Id))
                .Select(card => JsonSerializer.SerializeToUtf8Bytes(Make(card, directory), ArrivalsJson.Default.ArrivalCard)),
        ];
        lock (_gate)
        {
            if (_keptFor != directory || _kept.Count >= KeptMax || time.GetElapsedTime(_keptSince) >= KeptFor)
            {
                _kept.Clear();
                (_keptFor, _keptSince) = (directory, time.GetTimestamp());
            }

            return _kept[key] = json;
        }
    }

    private ArrivalCard Make(CardVisits card, CustomerDirectory directory)
    {
        var (visit, state) = (card.First, card.State);
        var match = VisitMatcher.Match(directory, visit.Identifiers);
        var history = HistoryOf(visit, match, directory);
        var programme = visit.Identifiers.Count > 0 ? visit.Identifiers[0].Identifier.Programme : "";
        var customer = match.Customer;
        return new ArrivalCard(
            visit.Visit, visit.Store, visit.Gateway, card.Here.Zone, state, visit.Arrived, card.Seen,
            card.All.Count == 1 ? visit.DwellSeconds : card.IsOver ? (card.Seen - visit.Arrived).TotalSeconds : null,
            TitleOf(match, programme),
            customer is null ? null : new CardCustomer(customer.Id, customer.DisplayName, customer.Language, customer.MemberSince),
            customer is null ? "" : ToneOf(customer),
            customer?.Clerk ?? "",
            NextStepRules.Choose(state, customer, match.Rule, programme, history, visit.Arrived),
            customer is null ? [] : FactsOf(customer, history),
            history, card.All.Max(one => one.Confidence),
            [.. card.All.SelectMany(one => one.Evidence).Take(VisitProjection.EvidenceMax)],
            new CardMatch(match.Rule, match.Explanation), visit.Clock,
            [
                .. card.All.Skip(1).Select(one => new BesideVisit(
                    one.Visit, one.Gateway, one.Zone, one.State, one.Arrived, one.Seen, one.Id == card.Here.Id,
                    VisitMatcher.Match(directory, one.Identifiers).Explanation)),
            ],
            card.Version);
    }

    /// <summary>The visits of whoever this is, in this store about this time, as the cards that show them.</summary>
    private IReadOnlyList<CardVisits> Divided(VisitRow visit, CustomerDirectory directory)
    {
        var match = VisitMatcher.Match(directory, visit.Identifiers);
        var others = match.Rule is MatchRule.Anonymous or MatchRule.Contradictory ? []
            : visits.Around(visit, CarriedBy(visit, match, directory), CardVisits.LongestVisit).Where(other => other.Id != visit.Id && IsSame(other));
        return CardVisits.Divide(others.Append(visit), places);

        // What one customer carries may have been sensed on a visit that somebody else's card decided.
        bool IsSame(VisitRow other) => VisitMatcher.Match(directory, other.Identifiers) is var its
            && its.Rule != MatchRule.Contradictory && its.Customer?.Id == match.Customer?.Id && (match.Customer is not null || its.Rule == match.Rule);
    }

    private VisitHistory HistoryOf(VisitRow visit, IdentityMatch match, CustomerDirectory directory) =>
        match.Rule is MatchRule.Exact or MatchRule.Pseudonym or MatchRule.Unknown
            ? visits.HistoryOf(visit, CarriedBy(visit, match, directory), places.Together)
            : VisitHistory.None;

    private static IEnumerable<(string Kind, string Value)> CarriedBy(VisitRow visit, IdentityMatch match, CustomerDirectory directory) =>
        match.Customer is { } customer
            ? directory.CarriedBy(customer.Id)
            : visit.Identifiers.Select(one => (one.Identifier.Kind, one.Identifier.Value));

    private static string TitleOf(IdentityMatch match, string programme) => match switch
    {
        { Customer: { } customer } => customer.DisplayName,
        { Rule: MatchRule.Unknown } => $"Unknown member of {programme}",
        _ => "Visitor",
    };

    private static string ToneOf(Customer customer) =>
        customer.Tone.Length > 0 ? customer.Tone : customer.Salutation.Length > 0 ? "formal" : "";

    private List<CardFact> FactsOf(Customer customer, VisitHistory history)
    {
        var facts = new List<CardFact>();
        Add(customer.OrderReady.Length == 0 ? "" : $"Order ready: {customer.OrderReady}");
        Add(customer.Interests.Length == 0 ? "" : $"Interested in {customer.Interests}");
        Add(customer.Notes);
        Add(customer.Language.Length == 0 ? "" : $"Speaks {LanguageNames.Of(customer.Language)}");
        if (customer.MemberSince is { } since)
        {
            facts.Add(Fact($"Member since {since:yyyy-MM-dd}", "customer list", Midnight(since)));
        }

        if (history.Previous.Count > 0)
        {
            facts.Add(Fact($"Last visit: {history.Previous[0].Store}", "stored visits", history.Previous[0].At));
        }

        return facts;

        void Add(string text)
        {
            if (text.Length > 0)
            {
                facts.Add(Fact(text, "customer list", customer.Updated is { } updated ? Midnight(updated) : null));
            }
        }
    }

    private CardFact Fact(string text, string reason, DateTimeOffset? asOf) =>
        new(text, reason, asOf, asOf is { } known ? (int)Math.Max(0, (time.GetUtcNow() - known).TotalDays) : null);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
