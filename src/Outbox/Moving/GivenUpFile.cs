using EdgeGateway.Events;

namespace EdgeGateway.Outbox;

/// <summary>An outbox file that had to be given up; what can be read of it is delivered from where it lies, because a full disk takes no copy.</summary>
internal sealed class GivenUpFile(string path) : IConsignment
{
    /// <summary>Beside a file whose events the hub has.</summary>
    public const string DeliveredSuffix = ".delivered";

    private (Guid Epoch, SequenceSet Lost) account = (Guid.Empty, new SequenceSet());
    private bool hasEvents;

    public string Path => path;

    // Damage is what is expected here: each event carries a checksum of its own and is read only where it fits.
    public void Verify(CancellationToken stopping)
    {
    }

    public IEnumerable<WaitingEvent> Events()
    {
        using var salvage = OutboxSalvage.Open(path);
        foreach (var one in salvage.Events())
        {
            hasEvents = true;
            yield return one;
        }

        account = salvage.Account();
    }

    public IReadOnlyList<GatewayDropped> Lost() => LostEvents.Ledger(account.Lost.Ranges.Select(range => (account.Epoch, range)));

    /// <summary>A file of a newer version in which this one can read nothing is left for the newer one.</summary>
    public void Settle()
    {
        if (hasEvents || !path.EndsWith($".{StoreFile.Foreign}.db", StringComparison.Ordinal))
        {
            File.WriteAllText(path + DeliveredSuffix, "The hub has what could be read of this file. It may be deleted.\n");
        }
    }
}
