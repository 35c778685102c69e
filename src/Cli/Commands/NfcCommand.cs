using System.CommandLine;
using EdgeGateway.Control;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Nfc;
using Spectre.Console;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl nfc</c>: one tag at a time on a reader that the daemon does not hold, or the daemon's own taps.</summary>
internal static class NfcCommand
{
    public static Command Build() => new("nfc", "Reads and writes tags, and shows taps.") { Read(), Write(), Watch() };

    private static Command Read()
    {
        var (reader, json) = (new ReaderOptions(), CommonOptions.Json());
        var command = new Command("read", "Waits for a tag and shows its type, its UID and what is written on it.") { json };
        reader.AddTo(command);
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(() =>
        {
            using var open = reader.Open(arguments);
            if (open.Read(reader.WaitOf(arguments), stopping) is not { } tag)
            {
                return Task.FromResult(NoTag());
            }

            Print(tag, arguments.GetValue(json));
            return Task.FromResult(ExitCodes.Success);
        }));
        return command;
    }

    private static Command Write()
    {
        var (reader, json) = (new ReaderOptions(), CommonOptions.Json());
        var uri = new Option<string?>("--uri") { Description = "The URI to write, for example https://club.example/4711." };
        var text = new Option<string?>("--text") { Description = "The text to write." };
        var language = new Option<string>("--language") { Description = "The text's language.", DefaultValueFactory = _ => "en" };
        var command = new Command("write", "Waits for a Type 2 tag, writes one URI or text to it, and reads it back. Refuses locked tags.") { uri, text, language, json };
        reader.AddTo(command);
        command.Check(result =>
        {
            if (result.GetValue(uri) is null == result.GetValue(text) is null)
                result.AddError("give either --uri or --text");
            if (result.GetValue(uri) is { Length: > 0 } link && !IsUri(link))
                result.AddError($"--uri '{link}' is no URI; write for example https://club.example/4711");
            if (result.GetValue(text) is { Length: > 0 } words && string.IsNullOrWhiteSpace(words))
                result.AddError("--text has nothing but blanks; a telephone would show nothing");
            if (result.GetValue(language) is { } code && (code.Length is 0 or > 63 || !code.All(char.IsAscii)))
                result.AddError("--language is an IANA code such as en or de-AT");
        });
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(() =>
        {
            var message = arguments.GetValue(uri) is { } given ? NdefWriter.Uri(given) : NdefWriter.Text(arguments.GetValue(text)!, arguments.GetValue(language)!);
            if (!NdefReader.Read(message).IsSound)
            {
                return Task.FromResult(Complaint.Print($"not written, because it could not be read: {NdefReader.Read(message).Problem}", ExitCodes.Usage));
            }

            using var open = reader.Open(arguments);
            return Task.FromResult(Written(open.Write(message, reader.WaitOf(arguments), stopping), message, arguments.GetValue(json)));
        }));
        return command;
    }

    private static Command Watch()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var count = new Option<long>("--count") { Description = "End after so many taps; 0 for never." }.Within(0, CommonOptions.CountMax);
        var command = new Command("watch", "Shows the daemon's taps and scans as they happen, until Ctrl-C.") { socket, json, count };
        command.SetAction((arguments, stopping) => StandardOutput.WhileReadAsync(
            async ending =>
            {
                using var daemon = new ControlClient(arguments.GetValue(socket)!);
                return await EventStream.PrintAsync(
                    daemon, happened => happened.Data is TapRead or CodeScanned, arguments.GetValue(json), arguments.GetValue(count), ending);
            },
            stopping));
        return command;
    }

    // A path alone would pass as a file's URI.
    private static bool IsUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase) && !text.Any(char.IsWhiteSpace);

    private static int NoTag() => Complaint.Print("no tag came; hold one flat to the reader, and keep it there", ExitCodes.NotWell);

    private static int Written(string? problem, byte[] message, bool json)
    {
        if (problem is null)
        {
            return NoTag();
        }

        if (problem.Length > 0)
        {
            return Complaint.Print($"the tag was not written: {problem}", ExitCodes.NotWell);
        }

        Console.WriteLine(json ? NdefJson.Write(NdefReader.Read(message)) : $"written and read back: {message.Length} bytes");
        return ExitCodes.Success;
    }

    private static void Print(TagReading tag, bool json)
    {
        if (json)
        {
            Console.WriteLine(TagReadingJson.Line(tag));
            return;
        }

        AnsiConsole.WriteLine($"{tag.Kind}, UID {tag.Uid}, {tag.DataBytes} bytes, {(tag.IsWritable ? "writable" : "not writable")}");
        if (tag.Message is not { } message)
        {
            AnsiConsole.WriteLine(tag.Kind is TagKind.Type2 or TagKind.Type4 ? "no message on it" : "its memory is not read");
            return;
        }

        var ndef = NdefReader.Read(message);
        foreach (var record in ndef.Records)
        {
            AnsiConsole.WriteLine($"{record.Type}: {record.Uri ?? record.Text ?? $"{record.Payload.Length} bytes"}");
        }

        if (!ndef.IsSound)
            AnsiConsole.WriteLine($"the message is broken: {ndef.Problem}");
    }
}
