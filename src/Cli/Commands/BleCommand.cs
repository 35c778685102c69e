using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeGateway.Sensing;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl ble calibrate</c>: the technician stands in each zone for a while and learns which zones the radios mix up.</summary>
internal static class BleCommand
{
    // Ten minutes in one zone is more than anybody walks about.
    private const int SecondsMax = 600;

    public static Command Build() => new("ble", "Bluetooth radios.") { Calibrate() };

    private static Command Calibrate()
    {
        var radios = new Option<string[]>("--radio") { Description = "ADAPTER=ZONE, for example hci0=entrance; once for each radio.", Required = true };
        var beacon = new Option<string>("--beacon") { Description = "The UUID of the iBeacon that you carry; needed unless --replay is given." };
        var seconds = new Option<int>("--seconds") { Description = "How long you stand in each zone.", DefaultValueFactory = _ => 20 }.Within(1, SecondsMax);
        var record = new Option<FileInfo?>("--record") { Description = "Keeps what was heard, for --replay. A file that exists is not overwritten." };
        var replay = new Option<FileInfo?>("--replay") { Description = "Judges a recording instead of listening." };
        var json = CommonOptions.Json();
        var command = new Command("calibrate", "Stand in each zone for 20 s; shows which zones are mixed up and proposes an offset for each radio.")
        {
            radios, beacon, seconds, record, replay, json,
        };
        command.SetAction((arguments, stopping) => Complaint.CatchAsync(async () =>
        {
            var parsed = arguments.GetValue(radios)!.Select(text => (text, CalibrationRadio.TryParse(text))).ToList();
            if (parsed.Find(one => one.Item2 is null).text is { } wrong)
            {
                return Complaint.Print($"'{wrong}' is not ADAPTER=ZONE; write for example hci0=entrance", ExitCodes.Usage);
            }

            var known = parsed.Select(one => one.Item2!).ToList();
            if (known.GroupBy(radio => radio.Adapter).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                return Complaint.Print($"--radio {twice.Key} is given twice; a radio stands for one zone", ExitCodes.Usage);
            }

            var uuid = arguments.GetValue(beacon) ?? "";
            if (arguments.GetValue(replay) is null && uuid.Length == 0)
            {
                return Complaint.Print("--beacon is needed: the UUID of the iBeacon that you carry", ExitCodes.Usage);
            }

            if (arguments.GetValue(replay) is null && CalibrationListener.Problems(uuid).FirstOrDefault() is { } problem)
            {
                return Complaint.Print($"--{problem}", ExitCodes.Usage);
            }

            // Before anybody walks about for minutes.
            using var kept = arguments.GetValue(record) is { } target ? CalibrationTarget.Open(target.FullName) : null;
            var problems = new List<string>();
            var samples = arguments.GetValue(replay) is { } file
                ? CalibrationFile.Read(File.ReadLines(file.FullName), problems)
                : await ListenAsync(new CalibrationListener(known, uuid), known, arguments.GetValue(seconds), stopping);
            kept?.Keep(samples);
            problems.AddRange(ZoneCalibration.Problems(known, samples));
            if (problems.Count > 0)
            {
                return Complaint.Print(string.Join("; ", problems.Take(5)), ExitCodes.NotWell);
            }

            var result = ZoneCalibration.Solve(known, samples);
            Console.WriteLine(arguments.GetValue(json) ? Json(result) : Text(result));
            return Math.Max(result.Now.Accuracy, result.Proposed.Accuracy) >= CalibrationResult.AccuracyMin ? ExitCodes.Success : ExitCodes.NotWell;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<CalibrationSample>> ListenAsync(
        CalibrationListener listener, List<CalibrationRadio> radios, int seconds, CancellationToken stopping)
    {
        var samples = new List<CalibrationSample>();
        using var keys = new StreamReader(InterruptibleInput.Open(stopping));
        foreach (var zone in radios.Select(radio => radio.Zone).Distinct())
        {
            Console.Error.WriteLine($"Stand in {zone} with the beacon and press Enter; then walk about there for {seconds} s.");
            await keys.ReadLineAsync(stopping);
            samples.AddRange(await listener.ListenAsync(zone, TimeSpan.FromSeconds(seconds), stopping));
            Console.Error.WriteLine($"{samples.Count(sample => sample.Standing == zone)} advertisements heard.");
        }

        return samples;
    }

    private static string Text(CalibrationResult result)
    {
        var lines = new List<string> { "Where you stood (rows) and where the radios put you (columns), in seconds:", "" };
        Table(lines, "as it is", result.Now);
        Table(lines, "with the offsets, each judged on seconds that it was not chosen on", result.Proposed);
        lines.Add($"What to do: {result.Advice}.");
        if (result.IsBetter)
        {
            lines.AddRange(result.OffsetsDb.Select(one => $"  sensors.ble of {one.Radio.Adapter}: \"offsetDb\": {one.Db}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static void Table(List<string> lines, string title, ZoneConfusion confusion)
    {
        var width = Math.Max(8, confusion.Zones.Max(zone => zone.Length) + 1);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{title}: {confusion.Accuracy:P1} right"));
        lines.Add(new string(' ', width) + string.Concat(confusion.Zones.Select(zone => zone.PadLeft(width))));
        for (var row = 0; row < confusion.Zones.Count; row++)
        {
            lines.Add(confusion.Zones[row].PadRight(width)
                + string.Concat(Enumerable.Range(0, confusion.Zones.Count).Select(column => confusion[row, column].ToString(CultureInfo.InvariantCulture).PadLeft(width))));
        }

        lines.Add("");
    }

    private static string Json(CalibrationResult result)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteString("advice"u8, result.Advice);
            Write(writer, "now", result.Now);
            Write(writer, "proposed", result.Proposed);
            writer.WriteStartObject("offsetsDb"u8);
            foreach (var (radio, db) in result.OffsetsDb)
            {
                writer.WriteNumber(radio.Adapter, db);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, string name, ZoneConfusion confusion)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("accuracy"u8, Math.Round(confusion.Accuracy, 4));
        writer.WriteStartObject("seconds"u8);
        for (var row = 0; row < confusion.Zones.Count; row++)
        {
            writer.WriteStartObject(confusion.Zones[row]);
            for (var column = 0; column < confusion.Zones.Count; column++)
            {
                writer.WriteNumber(confusion.Zones[column], confusion[row, column]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
