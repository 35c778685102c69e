using System.CommandLine;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl decode</c>: hex in, one JSON object a line out, with the decoders that the daemon uses. Needs no daemon and no device.</summary>
internal static class DecodeCommand
{
    public static Command Build() => new("decode", "Decodes bytes with the gateway's own decoders; works anywhere.") { Ble(), Ndef() };

    private static Command Ble()
    {
        var format = new Option<string>("--format")
        {
            Description = "hci: one H4 event packet a line; ad: advertising data alone.",
            DefaultValueFactory = _ => "hci",
        };
        format.AcceptOnlyFromAmong("hci", "ad");
        var keyFile = new Option<FileInfo?>("--keys") { Description = "A file with beacon keys: reads ephemeral ids, encrypted telemetry and resolvable addresses too." };
        var heardAt = new Option<DateTimeOffset?>("--at") { Description = "When the lines were heard, for ephemeral ids; now when left out." };
        // The output is JSON with and without it; every command takes it.
        var json = CommonOptions.Json();
        var command = new Command("ble", "Reads one hex string a line on standard input; writes exactly one JSON object a line.") { format, keyFile, heardAt, json };
        command.SetAction((arguments, stopping) => StandardOutput.WhileReadAsync(
            ending => Task.FromResult(DecodeBle(arguments.GetValue(format) == "ad" ? DecodeFormat.Ad : DecodeFormat.Hci, arguments.GetValue(keyFile), arguments.GetValue(heardAt), ending)),
            stopping));
        return command;
    }

    private static int DecodeBle(DecodeFormat format, FileInfo? keyFile, DateTimeOffset? heardAt, CancellationToken stopping)
    {
        using var input = InterruptibleInput.Open(stopping);
        using var output = Console.OpenStandardOutput();
        using var keys = KeysOf(keyFile, heardAt);
        new DecodeLines(format, keys).Run(input, output, stopping);
        return ExitCodes.Success;
    }

    private static DecodeKeys? KeysOf(FileInfo? file, DateTimeOffset? heardAt) => file is null
        ? null
        : new DecodeKeys(BeaconKeyFile.Read(new ProgrammeOptions { Name = "decode", BeaconKeysFile = file.FullName }), heardAt ?? TimeProvider.System.GetUtcNow());

    private static Command Ndef()
    {
        var json = CommonOptions.Json();
        var command = new Command("ndef", "Reads one NDEF message in hex a line on standard input; writes exactly one JSON object a line.") { json };
        command.SetAction((_, stopping) => StandardOutput.WhileReadAsync(DecodeNdefAsync, stopping));
        return command;
    }

    private static async Task<int> DecodeNdefAsync(CancellationToken stopping)
    {
        using var input = new StreamReader(InterruptibleInput.Open(stopping));
        while (await input.ReadLineAsync(stopping) is { } line)
        {
            Console.WriteLine(NdefJson.Line(line));
        }

        return ExitCodes.Success;
    }
}
