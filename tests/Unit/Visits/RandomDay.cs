using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>Forty minutes in a busy store, from a seed: people with beacons, cards and neither, noise, lost advertisements, blind sensors.</summary>
internal static class RandomDay
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(40);

    public static readonly string[] Doors = ["front", "side"];

    private static readonly string[] Zones = ["entrance", "shoes", "till"];

    public static VisitTracker Tracker()
    {
        var ids = new Random(1);
        var bytes = new byte[16];
        return new VisitTracker(new VisitOptions { Doors = Doors }, () =>
        {
            ids.NextBytes(bytes);
            return new Guid(bytes);
        });
    }

    public static List<Sighting> Of(int seed)
    {
        var random = new Random(seed);
        var day = new List<Sighting>();
        for (var person = 0; person < 30; person++)
        {
            Visit(random, person, day);
        }

        for (var blindness = 0; blindness < 6; blindness++)
        {
            Blindness(random, day);
        }

        return [.. day.OrderBy(sighting => sighting.At).ThenBy(sighting => sighting.Sensor, StringComparer.Ordinal)];
    }

    public static Identifier? IdentifierOf(Sighting sighting) => sighting switch
    {
        BeaconSighting beacon => beacon.Beacon,
        BeaconTelemetry beacon => beacon.Beacon,
        Tap tap => tap.Identifier,
        _ => null,
    };

    private static void Visit(Random random, int person, List<Sighting> day)
    {
        // Ten identifiers for thirty people, so that many come again, some of them while they are still there.
        var who = new Identifier(IdentifierKinds.IBeacon, "loyalty-app", $"person-{person % 10}");
        var door = Doors[random.Next(Doors.Length)];
        var comes = TimeSpan.FromSeconds(random.NextDouble() * 2000);
        var goes = comes + TimeSpan.FromSeconds(random.NextDouble() * 380);
        day.Add(random.Next(10) == 0
            ? new DoorUTurn($"{door}-beams", comes, door)
            : new DoorCrossing($"{door}-beams", comes, door, "entrance", Direction.In, random.NextDouble()));
        day.Add(new DoorCrossing($"{door}-beams", goes, door, "entrance", Direction.Out, random.NextDouble()));
        if (random.Next(3) == 0)
        {
            return;
        }

        for (var at = comes - TimeSpan.FromSeconds(4); at < goes + TimeSpan.FromSeconds(6); at += TimeSpan.FromMilliseconds(300 + random.Next(100)))
        {
            var zone = Zones[(int)((at - comes) / TimeSpan.FromSeconds(97) + 3) % Zones.Length];
            if (at >= TimeSpan.Zero && random.Next(4) > 0)
            {
                day.Add(new BeaconSighting($"{zone}-radio", at, zone, who, -70 + random.Next(-25, 25), -59));
            }

            if (random.Next(400) == 0)
            {
                day.Add(new Tap("till-reader", comes, "till", "iso14443a", random.Next(2) == 0 ? who : null));
                day.Add(new BeaconTelemetry("entrance-radio", comes, who, 2900, 21, 1, 1));
            }
        }
    }

    private static void Blindness(Random random, List<Sighting> day)
    {
        var (sensor, family, door) = random.Next(2) == 0 ? ("front-beams", "doors", "front") : ("entrance-radio", "ble", (string?)null);
        var from = TimeSpan.FromSeconds(random.NextDouble() * 2000);
        var condition = (SensorCondition)random.Next(1, 4);
        day.Add(new SensorReport(sensor, from, family, condition, "a seed says so", "", TimeSpan.FromSeconds(random.Next(60)), door));
        day.Add(new SensorReport(
            sensor, from + TimeSpan.FromSeconds(random.Next(400)), family, SensorCondition.Working, "right again", "", TimeSpan.Zero, door));
    }
}
