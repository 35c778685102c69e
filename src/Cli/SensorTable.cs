using System.Globalization;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli;

/// <summary>The sensors as a table, the ailing ones with what to do.</summary>
internal static class SensorTable
{
    public static void Print(IReadOnlyList<SensorHealth> sensors)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("sensor", "family", "condition", "signals", "last", "what it says");
        foreach (var sensor in sensors)
        {
            table.AddRow(
                Markup.Escape(sensor.Sensor),
                Markup.Escape(sensor.Family),
                Colour(sensor.Condition),
                sensor.Signals.ToString("N0", CultureInfo.InvariantCulture),
                sensor.LastSignalSeconds is { } seconds ? Duration.Text(seconds) + " ago" : "never",
                Markup.Escape(Said(sensor)));
        }

        AnsiConsole.Write(table);
    }

    private static string Said(SensorHealth sensor) =>
        (sensor.Remedy.Length == 0 ? sensor.Reason : $"{sensor.Reason}: {sensor.Remedy}")
        + (sensor.PacketsLost is > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {sensor.PacketsLost:N0} packets lost") : "")
        + (sensor.AddressesNear is { } near ? string.Create(CultureInfo.InvariantCulture, $"; {near:N0} addresses near") : "");

    private static string Colour(SensorCondition condition) => condition switch
    {
        SensorCondition.Working => "[green]working[/]",
        SensorCondition.Blocked => "[yellow]blocked[/]",
        SensorCondition.Silent => "[red]silent[/]",
        _ => "[red]failed[/]",
    };
}
