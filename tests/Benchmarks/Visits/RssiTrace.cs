using System.Globalization;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Benchmarks.Visits;

/// <summary>One beacon as several receivers really heard it, each receiver a zone of its own.</summary>
/// <param name="Heard">In the order of time.</param>
internal sealed record RssiTrace(string Name, IReadOnlyList<BeaconSighting> Heard)
{
    private static readonly Identifier Tag = new(IdentifierKinds.IBeacon, "benchmark", "tag");

    /// <summary>A longer pause ends one trace and begins another.</summary>
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    public TimeSpan Length => Heard[^1].At;

    /// <summary>The traces in the data folder: a tag on a robot among six receivers, and thirteen beacons heard by a walking phone (roles swapped).</summary>
    public static IEnumerable<RssiTrace> ReadAll(string data)
    {
        foreach (var run in new[] { "calib1", "calib2" })
        {
            var rows = Rows(Path.Combine(data, "rssi/marckolak-calibration", run + "_df.csv"), "ts", ts => Number(ts) / 1e9);
            yield return new RssiTrace($"robot {run}", Sightings(rows));
        }

        var walk = Rows(Path.Combine(data, "rssi/uci-ibeacon/iBeacon_RSSI_Unlabeled.csv"), "date", date =>
            DateTime.ParseExact(date, "M-d-yyyy H:mm:ss", CultureInfo.InvariantCulture).Ticks / (double)TimeSpan.TicksPerSecond);
        var number = 0;
        foreach (var part in SplitAtPauses(walk).Where(part => part[^1].Seconds - part[0].Seconds >= 60))
        {
            yield return new RssiTrace($"walk {++number}", Sightings(part));
        }
    }

    private static List<(double Seconds, List<(string Receiver, int Rssi)> Heard)> Rows(string file, string timeColumn, Func<string, double> time)
    {
        using var lines = File.ReadLines(file).GetEnumerator();
        lines.MoveNext();
        var columns = lines.Current.Split(',');
        var rows = new List<(double, List<(string, int)>)>();
        while (lines.MoveNext())
        {
            var values = lines.Current.Split(',');
            var heard = columns.Zip(values)
                .Where(cell => (cell.First.StartsWith("rssi_", StringComparison.Ordinal) || cell.First.StartsWith("b3", StringComparison.Ordinal)) && cell.Second.Length > 0)
                .Select(cell => (cell.First, Rssi: (int)Math.Round(Number(cell.Second))))
                .Where(cell => cell.Rssi > -127) // -200 stands for "not heard"
                .ToList();
            rows.Add((time(values[Array.IndexOf(columns, timeColumn)]), heard));
        }

        return [.. rows.OrderBy(row => row.Item1)];
    }

    private static IEnumerable<List<(double Seconds, List<(string Receiver, int Rssi)> Heard)>> SplitAtPauses(
        List<(double Seconds, List<(string Receiver, int Rssi)> Heard)> rows)
    {
        var part = new List<(double Seconds, List<(string, int)> Heard)>();
        foreach (var row in rows)
        {
            if (part.Count > 0 && row.Seconds - part[^1].Seconds > PauseMax.TotalSeconds)
            {
                yield return part;
                part = [];
            }

            part.Add(row);
        }

        yield return part;
    }

    private static List<BeaconSighting> Sightings(List<(double Seconds, List<(string Receiver, int Rssi)> Heard)> rows) =>
    [
        .. from row in rows
           from cell in row.Heard
           select new BeaconSighting(cell.Receiver, TimeSpan.FromSeconds(row.Seconds - rows[0].Seconds), cell.Receiver, Tag, cell.Rssi, null),
    ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
