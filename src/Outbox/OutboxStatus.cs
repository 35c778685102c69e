namespace EdgeGateway.Outbox;

/// <summary>The outbox at one moment, for health, status and metrics.</summary>
/// <param name="NextSequence">The number the next event will get.</param>
/// <param name="Lanes">Visit, traffic, health.</param>
/// <param name="Bytes">Used pages of the database.</param>
/// <param name="Dropped">Events per reason (<see cref="DropReasons"/>) in this epoch.</param>
/// <param name="LastCommit">When an append last became durable; null when none has yet.</param>
/// <param name="Held">Events in memory because the disk does not take them.</param>
/// <param name="Problem">One sentence when something is wrong with the medium, with its remedy; otherwise empty.</param>
/// <param name="Note">What happened to the file since the start and has come right: it was replaced, it has moved. Stays until the next start.</param>
public sealed record OutboxStatus(
    Guid Epoch,
    long NextSequence,
    IReadOnlyList<LaneStatus> Lanes,
    long Bytes,
    IReadOnlyDictionary<string, long> Dropped,
    DateTimeOffset? LastCommit,
    int Held,
    string Problem,
    string Note = "")
{
    /// <summary>Events in all lanes.</summary>
    public long Waiting => Lanes.Sum(lane => lane.Waiting);

    /// <summary>Age of the oldest event in any lane.</summary>
    public double OldestSeconds => Lanes.Count == 0 ? 0 : Lanes.Max(lane => lane.OldestSeconds);

    /// <summary>Events of all reasons.</summary>
    public long DroppedEvents => Dropped.Values.Sum();
}
