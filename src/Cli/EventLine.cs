using System.Globalization;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli;

/// <summary>One event as one line for people.</summary>
internal static class EventLine
{
    public static string Markup(GatewayEvent happened) =>
        $"[grey]{happened.Time:HH:mm:ss.fff}[/] {Colour(happened.Type)} {Spectre.Console.Markup.Escape(Text(happened))}";

    private static string Colour(string type) => EventTypes.LaneOf(type) switch
    {
        EventLane.Visit => $"[green]{type,-15}[/]",
        EventLane.Traffic => $"[blue]{type,-15}[/]",
        _ => $"[yellow]{type,-15}[/]",
    };

    private static string Text(GatewayEvent happened) => happened.Data switch
    {
        DoorCrossed door => $"{door.Door} {(door.Direction == Direction.In ? "→ in" : "← out")} ({door.Confidence:P0}){Why(door.Excluded)}",
        DoorTraffic door => $"{door.Door}: {door.In} in, {door.Out} out, {door.UTurns} turned back in {Duration.Text(door.IntervalSeconds)}{Blind(door)}",
        VisitorArrived visit => $"{Who(visit.Identifier)} in {visit.Zone} ({visit.Confidence:P0}: {Because(visit.Evidence)})",
        VisitorMoved visit => $"{Who(visit.Identifier)} {visit.FromZone} → {visit.ToZone}",
        VisitorHeard visit => $"in {visit.Zone}: {(visit.RssiDbm is { } dbm ? $"{dbm:0} dBm" : "not heard")}",
        VisitorLeft visit => $"{Who(visit.Identifier)} after {Duration.Text(visit.DwellSeconds)} ({Because(visit.Evidence)})",
        TapRead tap => $"{tap.Reader}: {Who(tap.Identifier)}",
        CodeScanned scan => $"{scan.Scanner}: {Who(scan.Identifier)}",
        BeaconHealth beacon => $"{Who(beacon.Beacon)} battery {Battery(beacon)}",
        SensorState sensor => $"{sensor.Sensor} is {sensor.Condition.ToString().ToLowerInvariant()}: {sensor.Reason}{Then(sensor.Remedy)}",
        GatewayStarted start => $"version {start.Version}, {start.Waiting} events were waiting{Then(start.Note)}",
        GatewayDropped drop => $"{drop.Count} events of lane {drop.Lane.ToString().ToLowerInvariant()} for {drop.Reason}",
        _ => happened.Subject,
    };

    private static string Battery(BeaconHealth beacon) =>
        beacon.BatteryPercent is { } percent ? $"{percent} %" : $"{beacon.BatteryMillivolts?.ToString(CultureInfo.InvariantCulture) ?? "?"} mV";

    private static string Who(Identifier? who) => who is null ? "somebody" : $"{who.Programme} {Shorten(who.Value)}";

    // Enough to tell two apart on a screen, too little to copy.
    private static string Shorten(string value) => value.Length <= 12 ? value : "…" + value[^11..];

    private static string Because(IReadOnlyList<Evidence> evidence) =>
        string.Join(" + ", evidence.Select(piece => piece.Kind.ToString().ToLowerInvariant()).Distinct());

    private static string Why(Exclusion? excluded) => excluded switch
    {
        Exclusion.Staff => ", staff",
        Exclusion.Closed => ", outside opening hours",
        _ => "",
    };

    private static string Blind(DoorTraffic door) => door.BlindSeconds > 0 ? $", blind for {Duration.Text(door.BlindSeconds)}" : "";

    private static string Then(string more) => more.Length == 0 ? "" : $"; {more}";
}
