using Spectre.Console;

namespace EdgeGateway.Cli;

/// <summary>Colours and line breaks for a terminal; plain, unbroken lines for a pipe or a file.</summary>
internal static class Terminal
{
    private const int PipeColumns = 1000;

    /// <summary>To be called once, before anything is printed.</summary>
    public static void Adapt()
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
            AnsiConsole.Profile.Width = PipeColumns;
        }
    }
}
