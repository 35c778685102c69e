using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using EdgeGateway.Control;
using EdgeGateway.Events;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl outbox export</c>: what waits, or what can be read of a file that was given up, as JSON Lines.</summary>
internal static class OutboxExportCommand
{
    private static readonly string[] Lanes = ["visit", "traffic", "health"];

    public static Command Build()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var file = new Argument<string>("file") { Description = "Where to; - is standard output. A file that exists is not overwritten." };
        var database = new Option<string?>("--database") { Description = "An outbox file that no daemon has open, also a damaged one; it is not changed. Needs no daemon." };
        var lane = new Option<string?>("--lane") { Description = "Only visit, traffic or health." };
        lane.AcceptOnlyFromAmong(Lanes);
        var (from, to) = (new Option<long?>("--from") { Description = "The first number." }, new Option<long?>("--to") { Description = "The last number." });
        var command = new Command("export", "Writes the events that wait into a file; they stay in the outbox.") { file, database, lane, from, to, socket, json };
        command.Check(result =>
        {
            var (first, last) = (result.GetValue(from) ?? 1, result.GetValue(to) ?? EventJson.SequenceMax);
            if (first < 1 || first > last)
            {
                result.AddError($"--from {first} --to {last}: nothing is between them; numbers begin at 1, and --from comes first");
            }
        });
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(async () =>
        {
            List<(string Name, string Value)> filter = [];
            Add("lane", arguments.GetValue(lane));
            Add("from", arguments.GetValue(from)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Add("to", arguments.GetValue(to)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await using var target = ExportTarget.Open(arguments.GetValue(file)!);
            var code = arguments.GetValue(database) is { } path
                ? await CopyFromDatabaseAsync(path, filter, target, stopping)
                : await CopyFromDaemonAsync(arguments.GetValue(socket)!, filter, target, stopping);
            var end = target.Finish();
            return code > ExitCodes.NotWell && end is null ? code : Math.Max(Tell(target, end, arguments.GetValue(json)), Math.Min(code, ExitCodes.NotWell));

            void Add(string name, string? value) => filter.AddRange(value is null ? [] : [(name, value)]);
        }));
        return command;
    }

    private static async Task<int> CopyFromDaemonAsync(string socket, List<(string Name, string Value)> filter, Stream target, CancellationToken stopping)
    {
        using var daemon = new ControlClient(socket);
        await daemon.CopyAsync($"{ControlRoutes.OutboxExport}?{string.Join('&', filter.Select(part => $"{part.Name}={part.Value}"))}", target, stopping);
        return ExitCodes.Success;
    }

    // The daemon's own program reads the file: it is the one that knows the format.
    private static async Task<int> CopyFromDatabaseAsync(string path, List<(string Name, string Value)> filter, Stream target, CancellationToken stopping)
    {
        if (ProductPrograms.Find("edge-gateway", "Daemon") is not { } start)
        {
            return Complaint.Print(ProductPrograms.Missing("edge-gateway"), ExitCodes.Unreachable);
        }

        foreach (var argument in (string[])["--export-database", path, .. filter.SelectMany(part => new[] { $"--{part.Name}", part.Value })])
        {
            start.ArgumentList.Add(argument);
        }

        start.RedirectStandardOutput = true;
        using var reader = Process.Start(start)!;
        await reader.StandardOutput.BaseStream.CopyToAsync(target, stopping);
        await reader.WaitForExitAsync(stopping);

        // 1 says that something was lost, which the last line says too. More says that it could not be read, or, after a last line, that it is cut off; the sentence
        // stands above.
        return reader.ExitCode <= ExitCodes.NotWell ? reader.ExitCode : ExitCodes.Unreachable;
    }

    private static int Tell(ExportTarget target, JsonElement? end, bool json)
    {
        if (end is not { } last)
        {
            return Complaint.Print("the export was cut off before its last line; try again", ExitCodes.Unreachable);
        }

        var (events, damaged, lost) = (Count("end"), Count("damaged"), Count("lost"));
        if (!target.IsStandardOutput)
        {
            Console.WriteLine(json
                ? $$"""{"events":{{events}},"damaged":{{damaged}},"lost":{{lost}}}"""
                : $"{events:N0} events exported{(damaged + lost == 0 ? "" : $"; {damaged:N0} are damaged, of {lost:N0} numbers nothing can be read")}.");
        }

        return damaged + lost == 0 ? ExitCodes.Success : ExitCodes.NotWell;

        long Count(string member) => last.TryGetProperty(member, out var value) && value.TryGetInt64(out var count) ? count : 0;
    }
}
