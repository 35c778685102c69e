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
        command.Check(result =>
        {
            if (result.GetValue(door) is { Length: > 0 } && result.GetValue(config) is null)
                result.AddError("--door names a door of a configuration; give that with --config");
        });
        command.SetAction((arguments, stopping) => StandardOutput.WhileReadAsync(
            ending => Task.FromResult(Replay(arguments.GetValue(file)!, arguments.GetValue(config), arguments.GetValue(door), ending)), stopping));
        return command;
    }

    private static int Replay(string path, string? config, string? door, CancellationToken stopping)
    {
        if (!DoorSettings.TryRead(config, door, out var settings, out var kinds, out var problem))
            return Complaint.Print(problem, ExitCodes.NotWell);
        using Stream recording = path == "-" ? InterruptibleInput.Open(stopping) : File.OpenRead(path);
        return Replay(recording, path == "-" ? "standard input" : path, settings, kinds, stopping);
    }

    private static int Replay(Stream recording, string name, ReplayOptions settings, IReadOnlySet<SignalKind>? kinds, CancellationToken stopping)
    {
        var (lines, reader, replay) = (new RecordingLines(recording), new DoorSignalReader(), new DoorReplay(settings));
        var (bad, found) = (0L, new HashSet<SignalKind>());
        while (lines.TryNext(out var line, out var isTooLong))
        {
            stopping.ThrowIfCancellationRequested();
            // Notes between the signals.
            if (!isTooLong && (line.Trim((byte)' ').Length == 0 || line[0] == '#'))
                continue;
            var problem = $"it is longer than {DoorSignalReader.LineBytesMax} bytes";
            if (!isTooLong && reader.TryRead(line, out var signal, out problem))
            {
                if (found.Add(signal.Kind) && kinds?.Contains(signal.Kind) == false)
                    Complaint.Print($"the configuration has no sensor for the {Noun(signal.Kind)} signals of {name}; they are counted with the defaults", ExitCodes.Success);
                Print(replay.Observe(signal, out problem));
            }

            if (problem.Length > 0 && ++bad <= ComplaintsMax)
                Complaint.Print($"{name} line {lines.Number}: {problem}; the line is passed over", ExitCodes.NotWell);
        }

        Print(replay.End());
        if (bad > ComplaintsMax)
            Complaint.Print($"{name}: {bad} lines were passed over in all", ExitCodes.NotWell);
        return found.Count == 0 ? Complaint.Print($"{name} holds no signals", ExitCodes.NotWell)
            : bad == 0 ? ExitCodes.Success
            : ExitCodes.NotWell;
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

    private static string Noun(SignalKind kind) => kind switch
    {
        SignalKind.Beam => "beam pair",
        SignalKind.SingleBeam => "single beam",
        SignalKind.Distance => "time-of-flight",
        SignalKind.Ultrasonic => "ultrasonic",
        _ => "thermal",
    };
}
