using EdgeGateway.Events;

namespace EdgeGateway.Hub.Ingest;

/// <summary>How messages become rows.</summary>
public sealed record IngestOptions
{
    /// <summary>Messages between the connection and the writer; a full queue holds the broker's window closed.</summary>
    public int WaitingMax { get; init; } = 10_000;

    /// <summary>The most that one transaction stores.</summary>
    public int GroupMax { get; init; } = 1_000;

    /// <summary>At most one <c>ack/stored</c> per gateway in this time.</summary>
    public TimeSpan AckInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Events of backlog per second that all gateways together may send; 0 for no limit. What <c>hub-ingest</c> measures on the machine is a good value.</summary>
    public int BacklogRate { get; init; } = 10_000;

    /// <summary>The name of a shared subscription; empty for an ordinary one. Only for processes that share one database.</summary>
    public string SharedGroup { get; init; } = "";

    public IEnumerable<string> Problems(string key)
    {
        if (WaitingMax is < 100 or > 1_000_000)
        {
            yield return $"{key}.waitingMax: {WaitingMax} is outside 100 to 1000000";
        }

        if (GroupMax is < 1 or > 100_000)
        {
            yield return $"{key}.groupMax: {GroupMax} is outside 1 to 100000";
        }

        if (BacklogRate is < 0 or > 1_000_000)
        {
            yield return $"{key}.backlogRate: {BacklogRate} is outside 0 to 1000000";
        }

        if (AckInterval < TimeSpan.FromMilliseconds(1) || AckInterval > TimeSpan.FromMinutes(1))
        {
            yield return $"{key}.ackMilliseconds: {AckInterval.TotalMilliseconds} is outside 1 to 60000";
        }

        if (SharedGroup.Length > 0 && !Topics.IsName(SharedGroup))
        {
            yield return $"{key}.sharedGroup: '{SharedGroup}' is not 1 to 64 of a-z, 0-9 and '-'";
        }
    }
}
