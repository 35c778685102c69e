using System.Text.Json;
using EdgeGateway.Hub.Identity;

namespace EdgeGateway.Hub.Arrivals;

/// <summary>
/// Makes a visit into a card. Matching happens here, at the moment of showing: a corrected customer list corrects every card,
/// and nothing has to be unmerged.
/// </summary>
internal sealed class ArrivalCards(VisitQueries visits, CustomerCatalog catalog, TimeProvider time)
{
    /// <summary>Cards that many pages ask for at once are made once.</summary>
    private const int KeptMax = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<(long Visit, long Changed), byte[]> _kept = [];
    private CustomerDirectory? _keptFor;

    public ArrivalCard Make(VisitRow visit)
    {
        var directory = catalog.Directory;
        var match = VisitMatcher.Match(directory, visit.Identifiers);
        var history = HistoryOf(visit, match, directory);
        var programme = visit.Identifiers.Count > 0 ? visit.Identifiers[0].Identifier.Programme : "";
        var customer = match.Customer;
        return new ArrivalCard(
            visit.Visit, visit.Store, visit.Gateway, visit.Zone, visit.State, visit.Arrived, visit.Seen, visit.DwellSeconds,
            TitleOf(match, programme),
            customer is null ? null : new CardCustomer(customer.Id, customer.DisplayName, customer.Language, customer.MemberSince),
            customer is null ? "" : ToneOf(customer),
            customer?.Clerk ?? "",
            NextStepRules.Choose(visit.State, customer, match.Rule, programme, history, visit.Arrived),
            customer is null ? [] : FactsOf(customer, history),
            history, visit.Confidence, visit.Evidence, new CardMatch(match.Rule, match.Explanation), visit.Clock, visit.Changed);
    }

    /// <summary>Who the visitor is, if anybody may be named.</summary>
    public Customer? CustomerOf(VisitRow visit) => VisitMatcher.Match(catalog.Directory, visit.Identifiers).Customer;

    /// <summary>The card as JSON.</summary>
    public byte[] MakeJson(VisitRow visit)
    {
        var key = (visit.Id, visit.Changed);
        lock (_gate)
        {
            if (_keptFor == catalog.Directory && _kept.TryGetValue(key, out var kept))
            {
                return kept;
            }
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(Make(visit), ArrivalsJson.Default.ArrivalCard);
        lock (_gate)
        {
            if (_keptFor != catalog.Directory || _kept.Count >= KeptMax)
            {
                _kept.Clear();
                _keptFor = catalog.Directory;
            }

            return _kept[key] = json;
        }
    }

    private VisitHistory HistoryOf(VisitRow visit, IdentityMatch match, CustomerDirectory directory) => match.Rule switch
    {
        MatchRule.Exact or MatchRule.Pseudonym => visits.HistoryOf(visit, directory.CarriedBy(match.Customer!.Id)),
        MatchRule.Unknown => visits.HistoryOf(visit, visit.Identifiers.Select(one => (one.Identifier.Kind, one.Identifier.Value))),
        _ => VisitHistory.None,
    };

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
