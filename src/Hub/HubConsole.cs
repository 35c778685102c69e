using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace EdgeGateway.Hub;

/// <summary>One line an entry: time, level, sentence. The journal and a person read the same.</summary>
internal sealed class HubConsole(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "hub";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var sentence = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", System.Globalization.CultureInfo.InvariantCulture));
        textWriter.Write(NameOf(logEntry.LogLevel));
        textWriter.Write(' ');

        // A broker's or a file's words may be in the sentence; a line feed in them must not look like another entry.
        textWriter.WriteLine(sentence.ReplaceLineEndings(" "));
        if (logEntry.Exception is { } fault)
        {
            textWriter.WriteLine(fault.ToString());
        }
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info",
        _ => "debug",
    };
}
