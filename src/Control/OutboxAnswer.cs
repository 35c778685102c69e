namespace EdgeGateway.Control;

/// <summary>What waits on disk.</summary>
/// <param name="NextSequence">The number that the next event will get.</param>
/// <param name="OldestSeconds">Age of the oldest waiting event.</param>
/// <param name="Dropped">Removed before the hub had them, by reason.</param>
/// <param name="Trouble">Empty, or one sentence: why events cannot be written at the moment.</param>
public sealed record OutboxAnswer(
    Guid Epoch,
    long NextSequence,
    long Waiting,
    long WaitingVisits,
    long WaitingTraffic,
    long WaitingHealth,
    double OldestSeconds,
    long Bytes,
    long BytesMax,
    IReadOnlyDictionary<string, long> Dropped,
    string Trouble);
