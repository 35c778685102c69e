namespace EdgeGateway.Hub.Insights;

/// <summary>What became of the last request for missing numbers.</summary>
/// <param name="Attempts">How often this outbox has been asked.</param>
/// <param name="Numbers">How many numbers were asked for.</param>
/// <param name="Came">How many of them are here now.</param>
/// <param name="Gone">How many of them the gateway has no more.</param>
/// <param name="AnsweredAt">Null while the gateway has not answered.</param>
/// <param name="Problem">Why the gateway refused; empty when it did not.</param>
internal sealed record AskedAgain(DateTimeOffset At, int Attempts, long Numbers, long Came, long Gone, DateTimeOffset? AnsweredAt, string Problem);
