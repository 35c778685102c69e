using System.CommandLine;
using EdgeGateway.Cli.Verify;
using EdgeGateway.Control;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors verify</c>: guides a manual count and writes an accuracy certificate.</summary>
internal static class DoorsVerifyCommand
{
    private const double WindowSecondsMax = 30;

    public static Command Build()
    {
        var (socket, json) = (CommonOptions.Socket(), CommonOptions.Json());
        var door = new Option<string?>("--door") { Description = "The door; needed where there are several." };
        var file = new Option<string?>("--out") { Description = "The certificate; its text is written beside it as .txt (of x.txt: x.txt.txt). What exists is not overwritten. Default accuracy-DOOR-TIME.json." };
        var by = new Option<string>("--by") { Description = "Who counts; stands on the certificate.", DefaultValueFactory = _ => "" };
        var key = new Option<string?>("--key") { Description = "A file with a key (hex or base64): adds an HMAC, which shows who wrote the certificate." };
        var window = new Option<double>("--window") { Description = "Seconds between a key and a crossing that may be one person.", DefaultValueFactory = _ => 3 };
        var counts = new Option<string?>("--counts") { Description = "Instead of keys: a count made elsewhere, a line {\"t\":seconds,\"direction\":\"in|out\"} each; with --crossings, whose seconds begin at the same moment." };
        var crossings = new Option<string?>("--crossings") { Description = "What `edgectl doors replay` printed for the same time, its seconds from the same moment as those of --counts." };
        var command = new Command("verify", "Count by hand while the door counts; writes an accuracy certificate.") { door, file, by, key, window, counts, crossings, socket, json };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(() =>
        {
            var order = new VerifyOrder(
                arguments.GetValue(door), arguments.GetValue(file), arguments.GetValue(by)!, arguments.GetValue(key), arguments.GetValue(window),
                arguments.GetValue(counts), arguments.GetValue(crossings), arguments.GetValue(socket)!, arguments.GetValue(json));
            return order.WindowSeconds is not (>= 0.2 and <= WindowSecondsMax)
                ? Task.FromResult(Complaint.Print($"--window {order.WindowSeconds}: give 0.2 to {WindowSecondsMax} seconds", ExitCodes.Usage))
                : (order.Counts is null) != (order.Crossings is null)
                    ? Task.FromResult(Complaint.Print("--counts and --crossings go together: what you counted, and what the sensor counted", ExitCodes.Usage))
                    : VerifyAsync(order, stopping);
        }));
        return command;
    }

    private static async Task<int> VerifyAsync(VerifyOrder order, CancellationToken stopping)
    {
        byte[]? key = null;
        if (order.KeyFile is { } keyFile && (key = CertificateFile.ReadKey(keyFile, out var problem)) is null)
        {
            return Complaint.Print(problem, ExitCodes.Unreachable);
        }

        // Before anybody stands at a door for an hour.
        if (order.File is { } named && CertificateOutput.Problem(named) is { Length: > 0 } inTheWay)
        {
            return Complaint.Print(inTheWay, ExitCodes.Unreachable);
        }

        return order.Counts is null ? await CountAsync(order, key, stopping) : CompareFiles(order, key);
    }

    private static async Task<int> CountAsync(VerifyOrder order, byte[]? key, CancellationToken stopping)
    {
        using var daemon = new ControlClient(order.Socket);
        var answer = await daemon.AskAsync(ControlRoutes.Doors, ControlJsonContext.Default.DoorsAnswer, stopping);
        if (DoorChoice.Of(answer.Doors, order.Door, out var problem) is not { } door)
        {
            return Complaint.Print(problem, ExitCodes.Usage);
        }

        DoorSensorAnswer[] counters = [.. door.Sensors.Where(sensor => sensor.HasDirection)];
        if (counters.Length == 0)
        {
            return Complaint.Print($"door {door.Door} has no sensor that tells in from out; count by hand and compare with its passages in `edgectl doors status`", ExitCodes.Usage);
        }

        var run = new VerifyRun(daemon, door, TimeSpan.FromSeconds(order.WindowSeconds));
        await run.CountAsync(stopping);
        if (run.Manual.Seen.Count == 0)
        {
            return Complaint.Print("nobody was counted, and a certificate of nobody says nothing; none is written", ExitCodes.NotWell);
        }

        var about = About(order, run.Began, run.Ended) with
        {
            Store = answer.Store,
            Gateway = answer.Gateway,
            Version = answer.Version,
            Door = door.Door,
            Sensors = [.. counters.Select(sensor => sensor.Sensor)],
            Kind = string.Join('+', counters.Select(sensor => sensor.Kind).Distinct()),
            ConfigurationHash = door.ConfigurationHash,
            Undone = run.Manual.Undone,
            Remarks = run.Remarks,
        };
        return CertificateOutput.Write(Verification.Judge(about, run.Manual.Seen, run.Counted), order, key);
    }

    private static int CompareFiles(VerifyOrder order, byte[]? key)
    {
        if (!CountLine.TryReadAll(CountLine.LinesOf(order.Counts!), out var manual, out var problem))
        {
            return Complaint.Print($"{order.Counts} {problem}", ExitCodes.NotWell);
        }

        if (!CountLine.TryReadAll(CountLine.LinesOf(order.Crossings!), out var counted, out problem))
        {
            return Complaint.Print($"{order.Crossings} {problem}", ExitCodes.NotWell);
        }

        if (FilePair.Problem(manual, counted, TimeSpan.FromSeconds(order.WindowSeconds)) is { Length: > 0 } apart)
        {
            return Complaint.Print(apart, ExitCodes.NotWell);
        }

        var now = DateTimeOffset.UtcNow;
        var about = About(order, now, now) with { Remarks = [$"compared from files on {now:yyyy-MM-dd}: gateway, settings and the time of the count are not known"] };
        var judged = Verification.Judge(about, manual, counted);
        return FilePair.ProblemOfPairs(judged) is { Length: > 0 } unpaired
            ? Complaint.Print(unpaired, ExitCodes.NotWell)
            : CertificateOutput.Write(judged with { Remarks = [.. judged.Remarks, .. FilePair.Doubts(judged)] }, order, key);
    }

    private static Certificate About(VerifyOrder order, DateTimeOffset from, DateTimeOffset to) => new(
        Certificate.FormatName, "", "", "", order.Door ?? "", [], "", "", from, to, order.WindowSeconds, 0, order.By, 0, [], Certificate.IntervalMethod, []);
}
