namespace EdgeGateway.Hub.Arrivals;

/// <summary>How strongly a visit's gateway heard the visitor at a time.</summary>
/// <param name="Dbm">Null: not at all.</param>
internal readonly record struct HeardWord(long Visit, DateTimeOffset At, double? Dbm);
