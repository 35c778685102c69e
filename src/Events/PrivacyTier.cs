namespace EdgeGateway.Events;

/// <summary>How much of an identifier may leave Sensing; enforced there and nowhere later.</summary>
public enum PrivacyTier
{
    /// <summary>No identifier leaves Sensing: doors and totals only.</summary>
    Count,

    /// <summary>Identifiers leave as HMAC-SHA-256 pseudonyms.</summary>
    Pseudonymous,

    /// <summary>Only identifiers of enrolled programmes leave, as they are.</summary>
    Consented,
}
