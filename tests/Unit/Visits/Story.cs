using System.Globalization;
using System.Reflection;
using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>A text that a technician can read: what the sensors notice, and the lines that must come of it. Stories/README.md has the grammar.</summary>
internal sealed class Story
{
    private readonly List<(TimeSpan At, Action<VisitTracker, List<Happening>> Do)> script = [];
    private readonly Dictionary<string, string> doorZones = [];
    private readonly List<string> staff = [];
    private VisitOptions options = new();

    public List<string> Expected { get; } = [];

    /// <summary>Every story's file name.</summary>
    public static IEnumerable<string> Names => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith("stories/", StringComparison.Ordinal))
        .Select(name => name["stories/".Length..])
        .Order(StringComparer.Ordinal);

    public static Story Read(string name)
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("stories/" + name)!);
        var story = new Story();
        var expecting = false;
        while (text.ReadLine() is { } line)
        {
            var words = line.Split('#')[0].Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            if (expecting && words is not ["nothing"])
            {
                story.Expected.Add(string.Join(' ', line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }
            else if (words[0] == "expect")
            {
                expecting = true;
            }
            else if (!expecting)
            {
                story.Take(words);
            }
        }

        return story;
    }

    /// <summary>Plays the story on a fresh tracker.</summary>
    public List<Happening> Play()
    {
        var happenings = new List<Happening>();
        var ids = 0;
        var tracker = new VisitTracker(
            options with { Doors = [.. doorZones.Keys], StaffProgrammes = staff }, () => new Guid(++ids, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]));
        foreach (var (_, act) in script.OrderBy(entry => entry.At))
        {
            act(tracker, happenings);
        }

        return happenings;
    }

    private void Take(string[] words)
    {
        switch (words)
        {
            case ["with", "door", var door, var zone]:
                doorZones[door] = zone;
                break;
            case ["with", "staff", var programme]:
                staff.Add(programme);
                break;
            case ["with", "shared", "store"]:
                options = options with { SharesStore = true };
                break;
            case ["with", "visitors-max", var count]:
                options = options with { VisitorsMax = int.Parse(count, CultureInfo.InvariantCulture) };
                break;
            case ["at", var at, "time"]:
                script.Add((Time(at), (tracker, happenings) => tracker.Advance(Time(at), happenings)));
                break;
            case ["at", var at, "close"]:
                script.Add((Time(at), (tracker, happenings) => tracker.Close(Time(at), happenings)));
                break;
            case ["at", var at, .. var what]:
                See(Time(at), what);
                break;
            case ["from", var from, "to", var to, "every", var every, .. var what]:
                for (var at = Time(from); at <= Time(to); at += Time(every))
                {
                    See(at, what);
                }

                break;
            default:
                throw new FormatException($"a story cannot say '{string.Join(' ', words)}'; Stories/README.md lists what it can");
        }
    }

    private void See(TimeSpan at, string[] what)
    {
        var sighting = SightingOf(at, what);
        script.Add((at, (tracker, happenings) => tracker.Observe(sighting, happenings)));
    }

    private Sighting SightingOf(TimeSpan at, string[] what) => what switch
    {
        ["beacon", var who, var zone, var rssi] =>
            new BeaconSighting($"{zone}-radio", at, zone, Who(who)!, int.Parse(rssi, CultureInfo.InvariantCulture), -59),
        ["door", var door, "in"] => new DoorCrossing($"{door}-beams", at, door, doorZones[door], Direction.In, 0.95),
        ["door", var door, "out"] => new DoorCrossing($"{door}-beams", at, door, doorZones[door], Direction.Out, 0.95),
        ["door", var door, "u-turn"] => new DoorUTurn($"{door}-beams", at, door),
        ["door", var door, var condition, "for", var silent] => new SensorReport(
            $"{door}-beams", at, "doors", Enum.Parse<SensorCondition>(condition, ignoreCase: true), "the story says so", "", Time(silent), door),
        ["radio", var zone, var condition] => new SensorReport(
            $"{zone}-radio", at, "ble", Enum.Parse<SensorCondition>(condition, ignoreCase: true), "the story says so", "", TimeSpan.Zero),
        ["tap", var who, var zone] => new Tap($"{zone}-reader", at, zone, "iso14443a", Who(who)),
        ["code", var who, var zone] => new CodeScan($"{zone}-scanner", at, zone, Who(who)),
        ["battery", var who, var millivolts] => new BeaconTelemetry(
            "entrance-radio", at, Who(who)!, int.Parse(millivolts, CultureInfo.InvariantCulture), 21.5, 1000, 3600),
        _ => throw new FormatException($"no sensor can see '{string.Join(' ', what)}'; Stories/README.md lists what they can"),
    };

    private static Identifier? Who(string who) => who == "somebody" ? null
        : who.Split('@') is [var name, var programme] ? new Identifier(IdentifierKinds.IBeacon, programme, name)
        : new Identifier(IdentifierKinds.IBeacon, "loyalty-app", who);

    private static TimeSpan Time(string seconds) =>
        TimeSpan.FromMilliseconds(Math.Round(double.Parse(seconds, CultureInfo.InvariantCulture) * 1000));
}
