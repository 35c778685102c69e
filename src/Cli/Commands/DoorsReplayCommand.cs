using System.CommandLine;
using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors replay</c>: the daemon's own counters over a recording. Needs no daemon and no device.</summary>
internal static class DoorsReplayCommand
{
    // Every bad line counts, but nobody reads more sentences than this.
    private const int ComplaintsMax = 20;

    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A recording: one signal a line, as JSON; - is standard input." };
        var config = new Option<string?>("--config") { Description = "A gateway.json whose door settings are tried; default: the daemon's defaults." };
        var door = new Option<string?>("--door") { Description = "Which of the configuration's doors or sensors, by name; default the first of each kind." };
        // The output is JSON with and without it; every command takes it.
        var json = CommonOptions.Json();
        var command = new Command("replay", "Counts a recording again; prints a crossing, or a passage without a direction, a line.") { file, config, door, json };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(() =>
        {
            if (!DoorSettings.TryRead(arguments.GetValue(config), arguments.GetValue(door), out var settings, out var problem))
                return Task.FromResult(Complaint.Print(problem, ExitCodes.NotWell));
            var path = arguments.GetValue(file)!;
            using var recording = Open(path);
            return Task.FromResult(Replay(recording, path == "-" ? "standard input" : path, settings, stopping));
        }));
        return command;
    }

    private static int Replay(Stream recording, string name, ReplayOptions settings, CancellationToken stopping)
    {
        var (lines, reader, replay) = (new RecordingLines(recording), new DoorSignalReader(), new DoorReplay(settings));
        var bad = 0L;
        while (!stopping.IsCancellationRequested && lines.TryNext(out var line, out var isTooLong))
        {
            // Notes between the signals.
            if (!isTooLong && (line.Trim((byte)' ').Length == 0 || line[0] == '#'))
                continue;
            var problem = $"it is longer than {DoorSignalReader.LineBytesMax} bytes";
            if (!isTooLong && reader.TryRead(line, out var signal, out problem))
                Print(replay.Observe(signal, out problem));
            if (problem.Length > 0 && ++bad <= ComplaintsMax)
                Complaint.Print($"{name} line {lines.Number}: {problem}; the line is passed over", ExitCodes.NotWell);
        }

        Print(replay.End());
        if (bad > ComplaintsMax)
            Complaint.Print($"{name}: {bad} lines were passed over in all", ExitCodes.NotWell);
        return bad == 0 ? ExitCodes.Success : ExitCodes.NotWell;
    }

    private static void Print(IReadOnlyList<DoorFinding> findings)
    {
        foreach (var found in findings)
        {
            Console.Out.WriteLine(found.Kind == DoorFindingKind.Passage
                ? string.Create(CultureInfo.InvariantCulture, $$"""{"t":{{found.At.TotalSeconds:0.###}},"passage":true}""")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"t":{{found.At.TotalSeconds:0.###}},"direction":"{{(found.Direction == Direction.In ? "in" : "out")}}","confidence":{{found.Confidence:0.##}}}"""));
        }
    }

    private static Stream Open(string path)
    {
        try
        {
            return path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new IOException(denied.Message, denied);
        }
    }
}
