using System.CommandLine;
using EdgeGateway.Control;
using EdgeGateway.Events;
using Spectre.Console;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl status</c>: the gateway in one look.</summary>
internal static class StatusCommand
{
    public static Command Build() => DaemonQuestion.Build(
        "status", "Shows whether the gateway senses, stores and sends.", ControlRoutes.Status, ControlJsonContext.Default.StatusAnswer, Print, status => status.Healthy);

    private static void Print(StatusAnswer status)
    {
        AnsiConsole.MarkupLine($"[bold]{(status.Healthy ? "[green]✔[/]" : "[red]✘[/]")} {Markup.Escape(status.Sentence)}[/]");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row("gateway", $"{status.Store}/{status.Gateway}, version {status.Version}, up {Duration.Text(status.UptimeSeconds)}");
        Row("devices", status.Hardware == "simulated" ? "simulated: nothing here is a real customer" : status.Hardware);
        Row("privacy", status.Tier switch
        {
            PrivacyTier.Count => "count: no identifier leaves the sensing stage",
            PrivacyTier.Pseudonymous => "pseudonymous: identifiers leave as HMAC-SHA-256",
            _ => "consented: only identifiers of enrolled programmes leave",
        });
        Row("clock", status.Clock == ClockQuality.Synchronised ? "synchronised" : "not synchronised: times are estimates");
        Row("accepted", $"{status.EventsAccepted:N0} events since start");
        Row("outbox", OutboxCommand.Sentence(status.Outbox));
        Row("uplink", status.Uplink.Sentence);
        AnsiConsole.Write(grid);
        SensorTable.Print(status.Sensors);

        void Row(string name, string text) => grid.AddRow($"[grey]{name}[/]", Markup.Escape(text));
    }
}
