using System.CommandLine;
using EdgeGateway.Control;
using Spectre.Console;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl outbox</c>: what waits on disk, and moving it by file.</summary>
internal static class OutboxCommand
{
    public static Command Build()
    {
        // Without a verb it is `status`: that is what one wants to know first.
        var command = Status("outbox");
        command.Add(Status("status"));
        command.Add(OutboxExportCommand.Build());
        command.Add(OutboxImportCommand.Build());
        return command;
    }

    public static string Sentence(OutboxAnswer outbox)
    {
        var files = outbox.FilesWaiting == 0 ? "" : $"; {outbox.FilesSentence.TrimEnd('.')}";
        return outbox.Trouble.Length > 0 ? $"{outbox.Trouble.TrimEnd('.')}{(outbox.Held > 0 ? $"; {outbox.Held:N0} events are held in memory" : "")}{files}"
            : outbox.Waiting == 0 ? $"empty: the hub has everything{files}"
            : $"{outbox.Waiting:N0} events wait, the oldest for {Duration.Text(outbox.OldestSeconds)}{files}";
    }

    private static Command Status(string name) => DaemonQuestion.Build(
        name, "Shows what waits on disk for the hub.", ControlRoutes.Outbox, ControlJsonContext.Default.OutboxAnswer, Print, outbox => outbox.Trouble.Length == 0);

    private static void Print(OutboxAnswer outbox)
    {
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(Sentence(outbox))}[/]");
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();
        Row("lanes", $"{outbox.WaitingVisits:N0} visits, {outbox.WaitingTraffic:N0} traffic, {outbox.WaitingHealth:N0} health");
        Row("on disk", $"{outbox.Bytes / 1024.0 / 1024.0:0.0} of {outbox.BytesMax / 1024 / 1024:N0} MiB");
        Row("epoch", outbox.Epoch.ToString());
        Row("next number", $"{outbox.NextSequence}");
        Row("dropped", outbox.Dropped.Count == 0 ? "none" : string.Join(", ", outbox.Dropped.Select(entry => $"{entry.Value:N0} for {entry.Key}")));
        Row("files", outbox.FilesWaiting == 0 ? "none on their way" : $"{outbox.FilesWaiting} on their way");
        if (outbox.Note.Length > 0)
        {
            Row("note", outbox.Note);
        }

        AnsiConsole.Write(grid);

        void Row(string name, string text) => grid.AddRow($"[grey]{name}[/]", Markup.Escape(text));
    }
}
