using System.Globalization;
using EdgeGateway.Events;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeGateway.Cli.Verify;

/// <summary>What the technician sees during a count: a table that stays in its place, or a line for each happening where the terminal can only print.</summary>
internal sealed class VerifyScreen(string door, ManualCount manual, IReadOnlyList<SeenCrossing> counted)
{
    private const int LinesShown = 8;

    private readonly Queue<string> lines = new();

    /// <summary>A terminal on which a table can be drawn again in its place; TERM=dumb, a pipe and a log are none.</summary>
    public static bool CanRedraw => AnsiConsole.Profile.Capabilities.Ansi && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsInputRedirected;

    public void Note(TimeSpan at, string what)
    {
        lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{at:hh\\:mm\\:ss}  {what}"));
        while (lines.Count > LinesShown)
        {
            lines.Dequeue();
        }
    }

    /// <summary>The last happening with the counts, as one line.</summary>
    public string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(lines.Count > 0 ? lines.Last() : ""),-32} in: you {manual.Of(Direction.In)}, sensor {Of(Direction.In)}   out: you {manual.Of(Direction.Out)}, sensor {Of(Direction.Out)}");

    public IRenderable Table()
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"door {Markup.Escape(door)}").AddColumns("", "you", "sensor", "difference");
        Row("in", Direction.In);
        Row("out", Direction.Out);
        return new Rows(
            table,
            new Markup("[bold]i[/] in   [bold]o[/] out   [bold]u[/] undo   [bold]q[/] end and write the certificate"),
            new Text(string.Join('\n', lines)));

        void Row(string name, Direction direction)
        {
            var (mine, its) = (manual.Of(direction), Of(direction));
            var difference = (its - mine).ToString("+0;-0;0", CultureInfo.InvariantCulture);
            table.AddRow(name, $"{mine}", $"{its}", its == mine ? $"[green]{difference}[/]" : $"[yellow]{difference}[/]");
        }
    }

    private int Of(Direction direction) => counted.Count(one => one.Direction == direction);
}
