using System.Globalization;

namespace EdgeGateway.Devices.Simulated;

/// <summary>
/// The built-in demonstration: forty visitors in fifteen minutes, twelve of them enrolled, among strangers' phones and foreign beacons;
/// some turn back in the door, a beam is blocked for a while, a radio is unplugged and comes back.
/// </summary>
public static class BusyQuarterHour
{
    public const string Reader = "/dev/ttyAMA0";

    /// <summary>AltBeacon members' first 16 bytes of the id.</summary>
    public const string AltBeaconOrganisation = "5eed0fa1c0ffee00a17bea0c00000001";

    /// <summary>Eddystone members' namespace.</summary>
    public const string EddystoneNamespace = "5eed0fa1c0ffee00edd1";

    private const double Seconds = 900;
    private const int Visitors = 40;
    private const double BlockedAt = 410;
    private const double BlockedFor = 35;
    private const double SecondsBetweenPeople = 3;
    private const ushort AltBeaconManufacturer = 0x0118; // Radius Networks, as in the AltBeacon specification's example

    /// <summary>The iBeacon UUID of the loyalty app.</summary>
    public static readonly Guid AppUuid = Guid.Parse("5eed0fa1-c0ff-ee00-a99a-99b1eac00001");

    /// <summary>The enrolled customers: 1 to 6 with the app, 7 to 9 with an AltBeacon tag, 10 to 12 with an Eddystone tag.</summary>
    public static IReadOnlyList<DemoMember> Members { get; } = [.. Enumerable.Range(1, 12).Select(Member)];

    private static StoreLayout Layout { get; } = new(
        [new StoreRadio("hci0", "entrance", 0), new StoreRadio("hci1", "shop", 14)],
        [new StoreDoor("front", "gpiochip0", 17, 27), new StoreDoor("back", "gpiochip0", 22, 23)],
        [Reader]);

    internal static StoreScript Write(int seed)
    {
        var dice = new Dice(seed, "visitors");
        var lines = new List<ScriptLine>
        {
            new(BlockedAt, Blocked: "back", For: BlockedFor),
            new(560, Unplug: "hci1", For: 20),
            new(300.5, Tap: new ScriptTap(Reader, "04deadbeef0001")), // somebody's card of another company
        };

        // The members are spread over the visitors, so that they come at different times for every seed.
        var members = new Queue<DemoMember>(Members);
        for (var visitor = 0; visitor < Visitors; visitor++)
        {
            var arrivesAt = 8 + (visitor * (Seconds - 240) / Visitors) + dice.Between(0, 12);
            var isMember = members.Count > 0 && (dice.Chance(0.35) || Visitors - visitor <= members.Count);
            lines.AddRange(Visit(dice, arrivesAt, isMember ? members.Dequeue() : null));
        }

        foreach (var door in new[] { "front", "front", "back" })
        {
            lines.Add(new ScriptLine(Round(dice.Between(30, Seconds - 60)), Uturn: door));
        }

        for (ushort foreign = 1; foreign <= 3; foreign++)
        {
            var beacon = new ScriptBeacon("ibeacon", new Guid(dice.Bytes(16)), Major: 7, Minor: foreign);
            lines.Add(new ScriptLine(Round(dice.Between(0, 500)), Beacon: beacon, Near: "hci1", Rssi: -70, IntervalMs: 500, For: 300));
        }

        return new StoreScript(new ScriptHeader(Layout, seed, Seconds, Phones: 36), [.. OneAtATime(lines).OrderBy(line => line.At)]);
    }

    // Two people side by side are one to a pair of beams, and a blocked door is not passed; a demonstration should come out right.
    private static IEnumerable<ScriptLine> OneAtATime(IEnumerable<ScriptLine> lines)
    {
        var doorIsFreeAt = new Dictionary<string, double> { ["front"] = 0, ["back"] = 0 };
        foreach (var line in lines.OrderBy(line => line.At))
        {
            if ((line.Door ?? line.Uturn) is not { } door)
            {
                yield return line;
                continue;
            }

            door = line.At is > BlockedAt - 5 and < BlockedAt + BlockedFor + 5 ? "front" : door;
            var at = Math.Max(line.At, doorIsFreeAt[door]);
            doorIsFreeAt[door] = Round(at + SecondsBetweenPeople);
            yield return line.Uturn is null ? line with { At = at, Door = door } : line with { At = at, Uturn = door };
        }
    }

    private static IEnumerable<ScriptLine> Visit(Dice dice, double arrivesAt, DemoMember? member)
    {
        var (entrance, shop, leaving) = (dice.Between(15, 45), dice.Between(60, 240), dice.Between(8, 20));
        shop = member is null ? dice.Between(20, 500) : Math.Min(shop, Seconds - 30 - arrivesAt - entrance - leaving); // Members are seen leaving.
        var leavesAt = arrivesAt + entrance + shop + leaving;

        yield return new ScriptLine(Round(arrivesAt), Door: dice.Chance(0.85) ? "front" : "back", Direction: "in");
        if (leavesAt < Seconds - 5) yield return new ScriptLine(Round(leavesAt), Door: dice.Chance(0.85) ? "front" : "back", Direction: "out");
        if (member is null) yield break;

        // The tag is heard a few seconds before its owner is through the door, and a few seconds after.
        var seenAt = Round(arrivesAt - dice.Between(2, 5));
        var toShop = Round(arrivesAt + entrance);
        var toDoor = Round(toShop + shop);
        yield return new ScriptLine(seenAt, Beacon: member.Beacon, Near: "hci0", Rssi: -62, For: Round(toShop - seenAt));
        yield return new ScriptLine(toShop, Beacon: member.Beacon, Near: "hci1", Rssi: -64, For: Round(shop));
        yield return new ScriptLine(toDoor, Beacon: member.Beacon, Near: "hci0", Rssi: -64, For: Round(leaving + 4));
        if (member.CardUid is not null)
            yield return new ScriptLine(Round(toDoor - dice.Between(5, 20)), Tap: new ScriptTap(Reader, member.CardUid, member.CardUri), For: 1);
    }

    private static DemoMember Member(int number)
    {
        var hex = number.ToString("x8", CultureInfo.InvariantCulture);
        var beacon = number switch
        {
            <= 6 => new ScriptBeacon("ibeacon", AppUuid, Major: 1, Minor: (ushort)number),
            <= 9 => new ScriptBeacon("altbeacon", Manufacturer: AltBeaconManufacturer, Id: AltBeaconOrganisation + hex),
            _ => new ScriptBeacon("eddystone-uid", Namespace: EddystoneNamespace, Instance: "0000" + hex),
        };
        return number % 3 == 1
            ? new DemoMember(number, beacon, "04a1b2c3d4e5" + hex[^2..], number == 1 ? "https://example.com/member/1" : null)
            : new DemoMember(number, beacon, CardUid: null, CardUri: null);
    }

    private static double Round(double seconds) => Math.Round(seconds, 2);
}
