using System.CommandLine;
using EdgeGateway.Control;
using Spectre.Console;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl outbox</c>: what waits on disk, and what had to be dropped.</summary>
internal static class OutboxCommand
{
    public static Command Build() => DaemonQuestion.Build(
        "outbox", "Shows what waits on disk for the hub.", ControlRoutes.Outbox, ControlJsonContext.Default.OutboxAnswer, Print);

    public static string Sentence(OutboxAnswer outbox) => outbox.Trouble.Length > 0
        ? outbox.Trouble
        : outbox.Waiting == 0
            ? "empty: the hub has everything"
            : $"{outbox.Waiting:N0} events wait, the oldest for {Duration.Text(outbox.OldestSeconds)}";

    private static int Print(OutboxAnswer outbox)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(Sentence(outbox))}[/]");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row("lanes", $"{outbox.WaitingVisits:N0} visits, {outbox.WaitingTraffic:N0} traffic, {outbox.WaitingHealth:N0} health");
        Row("on disk", $"{outbox.Bytes / 1024.0 / 1024.0:0.0} of {outbox.BytesMax / 1024 / 1024:N0} MiB");
        Row("epoch", outbox.Epoch.ToString());
        Row("next number", $"{outbox.NextSequence}");
        Row("dropped", outbox.Dropped.Count == 0 ? "none" : string.Join(", ", outbox.Dropped.Select(entry => $"{entry.Value:N0} for {entry.Key}")));
        AnsiConsole.Write(grid);
        return outbox.Trouble.Length == 0 ? ExitCodes.Success : ExitCodes.NotWell;

        void Row(string name, string text) => grid.AddRow($"[grey]{name}[/]", Markup.Escape(text));
    }
}
