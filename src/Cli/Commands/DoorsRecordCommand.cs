using System.CommandLine;
using EdgeGateway.Control;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors record</c>: a door sensor's raw signals into a file, while the daemon goes on counting.</summary>
internal static class DoorsRecordCommand
{
    private const double MinutesMax = 24 * 60;

    public static Command Build()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var door = new Option<string?>("--door") { Description = "The door; needed where there are several." };
        var sensor = new Option<string?>("--sensor") { Description = "A helper beside the door's counter, which is meant without it." };
        var minutes = new Option<double>("--minutes") { Description = "How long, up to a day; Ctrl-C ends it earlier.", DefaultValueFactory = _ => 60 };
        var file = new Option<string>("--out") { Description = "Where to; - is standard output. A file that exists is not overwritten.", DefaultValueFactory = _ => "-" };
        var command = new Command("record", "Records a door sensor's raw signals, for `edgectl doors replay`.") { door, sensor, minutes, file, socket, json };
        command.SetAction((arguments, stopping) => StandardOutput.WhileReadAsync(
            async ending =>
            {
                var length = arguments.GetValue(minutes);
                if (length is not (> 0 and <= MinutesMax))
                {
                    return Complaint.Print($"--minutes {length}: give more than 0 and at most {MinutesMax}", ExitCodes.Usage);
                }

                using var daemon = new ControlClient(arguments.GetValue(socket)!);
                var route = Route(arguments.GetValue(door), arguments.GetValue(sensor));
                return await RecordAsync(daemon, route, arguments.GetValue(file)!, TimeSpan.FromMinutes(length), arguments.GetValue(json), ending);
            },
            stopping));
        return command;
    }

    private static async Task<int> RecordAsync(ControlClient daemon, string route, string path, TimeSpan length, bool json, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var lines = daemon.LinesAsync(route, ending.Token).GetAsyncEnumerator(ending.Token);
        // Asked first: a door that does not exist leaves no empty file behind.
        await using var _ = lines;
        var more = await lines.MoveNextAsync();
        using var target = RecordingTarget.Open(path);
        ending.CancelAfter(length);
        Tell(path, $"recording into {path}; Ctrl-C ends it", json);
        var cutOff = "";
        try
        {
            for (; more && !target.IsFull; more = await lines.MoveNextAsync())
            {
                target.Add(lines.Current);
            }

            cutOff = target.IsFull ? $"the recording is {RecordingTarget.BytesMax >> 20} MiB long" : "the daemon has ended it";
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C, or the time is over.
        }
        catch (ControlException gone)
        {
            cutOff = gone.Message;
        }

        return Finish(target, path, cutOff, json);
    }

    private static int Finish(RecordingTarget target, string path, string cutOff, bool json)
    {
        if (json && path != "-")
        {
            Console.WriteLine($$"""{"signals":{{target.Signals}},"dropped":{{target.Dropped}},"whole":{{(cutOff.Length == 0 ? "true" : "false")}}}""");
        }

        Tell(path, $"{target.Signals:N0} signals recorded{(target.Dropped > 0 ? $"; {target.Dropped:N0} were dropped, where the lines say so" : "")}", json);
        return cutOff.Length > 0 ? Complaint.Print($"the recording ends here: {cutOff}", ExitCodes.Unreachable)
            : target.Dropped > 0 ? ExitCodes.NotWell
            : ExitCodes.Success;
    }

    // Standard output may be the recording itself.
    private static void Tell(string path, string sentence, bool json)
    {
        if (path != "-" && !json)
        {
            Console.Error.WriteLine(sentence);
        }
    }

    private static string Route(string? door, string? sensor)
    {
        var wanted = new[] { ("door", door), ("sensor", sensor) }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1}={Uri.EscapeDataString(one.Item2!)}");
        return $"{ControlRoutes.DoorsRecord}?{string.Join('&', wanted)}";
    }
}
