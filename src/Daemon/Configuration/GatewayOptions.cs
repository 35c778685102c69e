using EdgeGateway.Daemon.Doors;
using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Sensing;
using EdgeGateway.Uplink;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>gateway.json as a whole: the store's name and one part per room.</summary>
internal sealed record GatewayOptions
{
    /// <summary>1 to 64 of a-z, 0-9 and '-': it stands in every topic.</summary>
    public string Store { get; init; } = "";

    /// <summary>Likewise; unique within the store.</summary>
    public string Gateway { get; init; } = "";

    public PrivacyOptions Privacy { get; init; } = new();

    public IReadOnlyList<ProgrammeOptions> Programmes { get; init; } = [];

    public SensingOptions Sensors { get; init; } = new();

    public VisitOptions Visits { get; init; } = new();

    public HoursOptions Hours { get; init; } = new();

    public OutboxOptions Outbox { get; init; } = new();

    public UplinkOptions Uplink { get; init; } = new();

    public ControlOptions Control { get; init; } = new();

    /// <summary>Sightings that may wait for the one consumer; 64 to 1 000 000.</summary>
    public int SightingsWaitingMax { get; init; } = 4096;

    public IEnumerable<string> Problems()
    {
        if (!Topics.IsName(Store))
        {
            yield return $"store: \"{Store}\" is not a name; give 1 to 64 of a-z, 0-9 and '-', for example berlin-1";
        }

        if (!Topics.IsName(Gateway))
        {
            yield return $"gateway: \"{Gateway}\" is not a name; give 1 to 64 of a-z, 0-9 and '-', for example gw-1";
        }

        if (SightingsWaitingMax is < 64 or > 1_000_000)
        {
            yield return $"sightingsWaitingMax is {SightingsWaitingMax}; choose 64 to 1000000";
        }

        foreach (var problem in Enrolment.Problems(Privacy, Programmes)
            .Concat(Sensors.Problems("sensors"))
            .Concat(Visits.Problems("visits"))
            .Concat(Hours.Problems("hours"))
            .Concat(Outbox.Problems("outbox"))
            .Concat(OutboxPathProblems())
            .Concat(Uplink.Problems("uplink"))
            .Concat(Control.Problems("control")))
        {
            yield return problem;
        }
    }

    private IEnumerable<string> OutboxPathProblems()
    {
        if (string.IsNullOrWhiteSpace(Outbox.Path) || Outbox.Path == ":memory:")
        {
            yield break;
        }

        // A service's working directory is the root of the file system.
        if (!Path.IsPathRooted(Outbox.Path) || Outbox.Path.Contains('\0', StringComparison.Ordinal))
        {
            yield return $"outbox.path: {Outbox.Path} must be a full path, for example {new OutboxOptions().Path}";
        }
        else if (Directory.Exists(Outbox.Path))
        {
            yield return $"outbox.path: {Outbox.Path} is a folder; name the file in it, for example {Path.Combine(Outbox.Path, "outbox.db")}";
        }
    }
}
