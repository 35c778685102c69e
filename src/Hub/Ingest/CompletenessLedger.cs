namespace EdgeGateway.Hub.Ingest;

/// <summary>
/// Every gateway's account, as the database has it. The writer changes it inside its transaction and holds <see cref="Gate"/>
/// until the commit, so that no reader is told of something that is not on the disk.
/// </summary>
internal sealed class CompletenessLedger
{
    /// <summary>More gateways than any chain has; messages of further ones are quarantined.</summary>
    public const int GatewaysMax = 20_000;

    /// <summary>What is told instead of an account while <see cref="IsStale"/>.</summary>
    public const string StaleProblem =
        "the ledger could not be read back from the database after a failed commit; mend the disk, the hub tries again by itself";

    private readonly Dictionary<(string Store, string Name), GatewayLedger> _gateways = [];

    /// <summary>Held by the writer from the first change to the commit, and by readers while they read.</summary>
    public Lock Gate { get; } = new();

    /// <summary>It could not be read back after a failed commit: until it has been, it says nothing of the disk, and nobody may go by it.</summary>
    public bool IsStale { get; set; }

    public IReadOnlyCollection<GatewayLedger> Gateways => _gateways.Values;

    public GatewayLedger? Find(string store, string name) => _gateways.GetValueOrDefault((store, name));

    public void Add(GatewayLedger gateway) => _gateways.Add((gateway.Store, gateway.Name), gateway);

    public void Clear() => _gateways.Clear();
}
