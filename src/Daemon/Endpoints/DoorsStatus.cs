using System.Security.Cryptography;
using System.Text.Json;
using EdgeGateway.Control;
using EdgeGateway.Daemon.Configuration;
using EdgeGateway.Daemon.Doors;
using EdgeGateway.Devices;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Doors;
using EdgeGateway.Visits;

namespace EdgeGateway.Daemon.Endpoints;

/// <summary>The doors' part of what the gateway says of itself.</summary>
internal sealed class DoorsStatus(GatewayOptions options, IReadOnlyList<ISensor> sensors, DoorBoard board, IClock clock, TimeSpan decidedWithin)
{
    private readonly ILookup<string, IDoorSensor> doors = sensors.OfType<IDoorSensor>().ToLookup(sensor => sensor.Door);
    private readonly Dictionary<string, string> hashes = options.Sensors.DoorNames()
        .ToDictionary(door => door, door => HashOf(options.Sensors.OfDoor(door)));

    public DoorsAnswer Answer()
    {
        var now = board.Page;
        return new DoorsAnswer(
            options.Store, options.Gateway, GatewayStatus.Version, now.Today.Date, now.Today.Occupancy, now.Drift?.Sentence ?? "",
            [.. hashes.Keys.Order(StringComparer.Ordinal).Select(door => Of(door, now))]);
    }

    private DoorAnswer Of(string door, DoorPage now)
    {
        var sums = now.Today.Doors.FirstOrDefault(one => one.Door == door) ?? DoorSums.None(door);
        return new DoorAnswer(
            door,
            [.. doors[door].Select(Of)],
            hashes[door],
            decidedWithin.TotalSeconds,
            new DoorTodayAnswer(sums.In, sums.Out, sums.UTurns, sums.StaffIn, sums.StaffOut, sums.ClosedIn, sums.ClosedOut, Math.Round(sums.BlindSeconds, 1), sums.Passages),
            now.LastCrossings.TryGetValue(door, out var at) ? Math.Round((clock.SinceBoot - at).TotalSeconds, 1) : null);
    }

    private DoorSensorAnswer Of(IDoorSensor sensor)
    {
        var health = sensor.Vitals.Health(clock.SinceBoot);
        return new DoorSensorAnswer(sensor.Name, KindOf(sensor), sensor.Signals.HasDirection, health.Condition, health.Reason, health.Remedy);
    }

    internal static string KindOf(IDoorSensor sensor) => JsonNamingPolicy.CamelCase.ConvertName(sensor.Signals.Kind.ToString());

    // Of the settings in force, defaults included: a default that a new version changes is a changed setting.
    private static string HashOf(SensingOptions door) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(door, DoorJson.Default.SensingOptions)));
}
