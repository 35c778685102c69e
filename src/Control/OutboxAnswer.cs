namespace EdgeGateway.Control;

/// <summary>What waits on disk.</summary>
/// <param name="NextSequence">The number that the next event will get.</param>
/// <param name="OldestSeconds">Age of the oldest waiting event.</param>
/// <param name="Dropped">Removed before the hub had them, by reason.</param>
/// <param name="Trouble">Empty, or one sentence: why events cannot be written at the moment.</param>
/// <param name="Held">Events in memory because the disk does not take them.</param>
/// <param name="FilesWaiting">Imports, and files that had to be given up, whose events the hub does not have yet.</param>
/// <param name="FilesSentence">What is being done about them; empty when there are none.</param>
/// <param name="Note">What happened to the file since the start and has come right.</param>
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
    string Trouble,
    int Held = 0,
    int FilesWaiting = 0,
    string FilesSentence = "",
    string Note = "");
