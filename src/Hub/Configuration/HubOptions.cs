using EdgeGateway.Hub.Arrivals;
using EdgeGateway.Hub.Holes;
using EdgeGateway.Hub.Ingest;
using EdgeGateway.Hub.Retention;

namespace EdgeGateway.Hub.Configuration;

/// <summary>Everything that can be set. With nothing set the hub runs on this machine alone, for this machine alone.</summary>
public sealed record HubOptions
{
    /// <summary>Where the database is, and the broker's sessions.</summary>
    public string DataFolder { get; init; } = DefaultDataFolder;

    public HttpOptions Http { get; init; } = new();

    public BrokerOptions Broker { get; init; } = new();

    public IngestOptions Ingest { get; init; } = new();

    public HoleOptions Holes { get; init; } = new();

    public PlaceOptions Arrivals { get; init; } = new();

    public RetentionOptions Retention { get; init; } = new();

    public CustomersOptions Customers { get; init; } = new();

    /// <summary>systemd's StateDirectory when there is one; a folder beside the caller otherwise, so that a first try needs no rights.</summary>
    private static string DefaultDataFolder =>
        Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } folder ? folder.Split(':')[0] : "hub-data";

    /// <summary>Every problem there is, each with its key and the remedy.</summary>
    public IEnumerable<string> Problems() =>
        [
            .. DataFolder.Length == 0 ? ["data: is empty; give the folder for the database"] : Array.Empty<string>(),
            .. Http.Problems("http"), .. Broker.Problems("broker"), .. Ingest.Problems("ingest"), .. Holes.Problems("holes"), .. Arrivals.Problems("arrivals"), .. Retention.Problems("retention"),
            .. Customers.Problems("customers"),
        ];
}
