namespace EdgeGateway.Hub.Identity;

/// <summary>By which rule a visitor was or was not recognised.</summary>
internal enum MatchRule
{
    /// <summary>No sensor gave an identifier.</summary>
    Anonymous,

    /// <summary>An identifier of an enrolled programme that no customer is known to carry.</summary>
    Unknown,

    /// <summary>The identifier stands in the list.</summary>
    Exact,

    /// <summary>The pseudonym was computed from an identifier in the list with the chain's key.</summary>
    Pseudonym,

    /// <summary>It belongs to a customer who must not be named.</summary>
    NoConsent,

    /// <summary>The visit's identifiers belong to different customers and none is decisive.</summary>
    Contradictory,
}
