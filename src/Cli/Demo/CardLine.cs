using System.Text.Json;
using Spectre.Console;

namespace EdgeGateway.Cli.Demo;

/// <summary>One arrival card as a few lines for people.</summary>
internal static class CardLine
{
    /// <summary>Null for a change that the associate need not read: only the first sight of a visit and its end are printed.</summary>
    /// <param name="shown">The visits that have been printed.</param>
    public static string? Markup(JsonElement card, HashSet<string> shown)
    {
        var (title, state) = (Text(card, "title"), Text(card, "state"));
        if (state == "left")
        {
            return $"[grey]         hub   card  {Escape(title)} has left[/]";
        }

        if (!shown.Add(Text(card, "visit")))
        {
            return null;
        }

        var zone = Text(card, "zone");
        var (tone, clerk) = (Text(card, "tone"), Text(card, "clerk"));
        var step = card.TryGetProperty("nextStep", out var next) && next.ValueKind == JsonValueKind.Object ? Text(next, "action") : "";
        return $"[magenta]         hub   card  [bold]{Escape(title)}[/] at {Escape(zone)}[/]"
            + Part("tone", tone) + Part("clerk", clerk) + Part("next", step);
    }

    private static string Part(string name, string text) => text.Length == 0 ? "" : $"\n                     [grey]{name}:[/] {Escape(text)}";

    private static string Escape(string text) => Spectre.Console.Markup.Escape(text);

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
