using EdgeGateway.Events;

namespace EdgeGateway.Hub.Identity;

/// <summary>
/// All customers and what they carry, as of one import. It never changes: an import makes a new one, and because cards are matched
/// when they are shown, taking a row out of the list undoes every match it made.
/// </summary>
internal sealed class CustomerDirectory
{
    public static readonly CustomerDirectory Empty = new(new Dictionary<string, Customer>(), [], default);

    private readonly IReadOnlyDictionary<string, Customer> _customers;
    private readonly Dictionary<(string Kind, string Value), CustomerIdentifier> _identifiers = [];
    private readonly ILookup<string, (string Kind, string Value)> _carried;

    public CustomerDirectory(
        IReadOnlyDictionary<string, Customer> customers, IReadOnlyList<CustomerIdentifier> identifiers, ReadOnlyMemory<byte> pseudonymKey)
    {
        _customers = customers;
        foreach (var one in identifiers)
        {
            _identifiers[(one.Kind, one.Value)] = one;
            if (!pseudonymKey.IsEmpty && one.Kind != IdentifierKinds.Pseudonym)
            {
                _identifiers[(IdentifierKinds.Pseudonym, Pseudonym.Of(pseudonymKey.Span, one.Kind, one.Value))] = one;
            }
        }

        _carried = _identifiers.ToLookup(pair => pair.Value.Customer, pair => pair.Key);
    }

    public int Customers => _customers.Count;

    /// <summary>Who carries this, and by which rule; a customer who has not consented is found but not named.</summary>
    public IdentityMatch Match(Identifier? identifier)
    {
        if (identifier is null)
        {
            return IdentityMatch.Anonymous;
        }

        if (!_identifiers.TryGetValue((identifier.Kind, identifier.Value), out var carried))
        {
            return new IdentityMatch(null, MatchRule.Unknown, $"no row of identifiers.csv has this {identifier.Kind} of programme {identifier.Programme}");
        }

        var customer = _customers[carried.Customer];
        var rule = identifier.Kind == carried.Kind ? MatchRule.Exact : MatchRule.Pseudonym;
        var by = rule == MatchRule.Exact ? $"{carried.Kind} of programme {identifier.Programme}" : $"pseudonym of a {carried.Kind}, programme {identifier.Programme}";
        return customer.Consent
            ? new IdentityMatch(customer, rule, $"{by}: identifiers.csv line {carried.Line}")
            : new IdentityMatch(null, MatchRule.NoConsent, $"{by} belongs to a customer who has not consented");
    }

    /// <summary>Everything that leads to this customer, for finding earlier visits.</summary>
    public IEnumerable<(string Kind, string Value)> CarriedBy(string customer) => _carried[customer];
}
