using System.CommandLine;
using System.Globalization;
using EdgeGateway.Control;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors status</c>: what the doors have counted today, and whether that is to be believed.</summary>
internal static class DoorsStatusCommand
{
    public static Command Build() => DaemonQuestion.Build(
        "status", "Shows each door's sums today, its sensors, the occupancy and the drift alarm.", ControlRoutes.Doors, ControlJsonContext.Default.DoorsAnswer, Print, IsWell);

    public static bool IsWell(DoorsAnswer answer) =>
        answer.Drift.Length == 0 && answer.Doors.All(door => door.Sensors.All(sensor => sensor.Condition == SensorCondition.Working));

    private static void Print(DoorsAnswer answer)
    {
        Console.WriteLine(answer.Day is { } day
            ? string.Create(CultureInfo.InvariantCulture, $"{answer.Store}/{answer.Gateway}, {day:yyyy-MM-dd}; about {answer.Occupancy} customers inside")
            : $"{answer.Store}/{answer.Gateway}, since the daemon began: the clock is not synchronised, so nobody knows which day it is; about {answer.Occupancy} customers inside");
        var table = new Table().Border(TableBorder.Simple).AddColumns("door", "customers in", "out", "turned back", "passages", "staff in/out", "closed in/out", "blind", "last crossing", "sensors");
        foreach (var door in answer.Doors)
        {
            var today = door.Today;
            table.AddRow(
                Markup.Escape(door.Door),
                Number(today.In - today.StaffIn - today.ClosedIn),
                Number(today.Out - today.StaffOut - today.ClosedOut),
                Number(today.UTurns),
                today.Passages is { } passages ? Number(passages) : "–",
                $"{Number(today.StaffIn)}/{Number(today.StaffOut)}",
                $"{Number(today.ClosedIn)}/{Number(today.ClosedOut)}",
                today.BlindSeconds > 0 ? $"[yellow]{Duration.Text(today.BlindSeconds)}[/]" : "no",
                door.LastCrossingSeconds is { } ago ? Duration.Text(ago) + " ago" : "none yet",
                string.Join('\n', door.Sensors.Select(Said)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLine(answer.Drift.Length > 0
            ? $"[yellow]![/] {Markup.Escape(answer.Drift)}"
            : "In and out of the last days are no further apart than chance explains, or there are too few days to say so.");
    }

    private static string Said(DoorSensorAnswer sensor) => Markup.Escape($"{sensor.Sensor} ({sensor.Kind}): ")
        + (sensor.Condition == SensorCondition.Working ? "[green]working[/]" : $"[red]{sensor.Condition.ToString().ToLowerInvariant()}[/] {Markup.Escape($"{sensor.Reason}; {sensor.Remedy}")}");

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
