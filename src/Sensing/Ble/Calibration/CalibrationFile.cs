using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeGateway.Sensing;

/// <summary>A recorded calibration, one advertisement a line: <c>{"t":3.25,"standing":"entrance","radio":"hci0","rssi":-61}</c>.</summary>
public static class CalibrationFile
{
    /// <summary>More than an hour of ten beacons.</summary>
    public const int LinesMax = 1_000_000;

    public static string Line(CalibrationSample sample)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteNumber("t"u8, Math.Round(sample.Seconds, 3));
            writer.WriteString("standing"u8, sample.Standing);
            writer.WriteString("radio"u8, sample.Radio);
            writer.WriteNumber("rssi"u8, sample.RssiDbm);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>The samples; what is wrong with a line goes to <paramref name="problems"/>.</summary>
    public static IReadOnlyList<CalibrationSample> Read(IEnumerable<string> lines, ICollection<string> problems)
    {
        var samples = new List<CalibrationSample>();
        var number = 0;
        foreach (var line in lines.Take(LinesMax))
        {
            number++;
            if (line.Length > 0)
            {
                if (TryRead(line) is { } sample)
                {
                    samples.Add(sample);
                }
                else
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {number} is not {{\"t\":3.25,\"standing\":\"entrance\",\"radio\":\"hci0\",\"rssi\":-61}}"));
                }
            }
        }

        return samples;
    }

    private static CalibrationSample? TryRead(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("t", out var t) && t.ValueKind == JsonValueKind.Number
                && root.TryGetProperty("standing", out var standing) && standing.GetString() is { Length: > 0 } where
                && root.TryGetProperty("radio", out var radio) && radio.GetString() is { Length: > 0 } by
                && root.TryGetProperty("rssi", out var rssi) && rssi.TryGetInt32(out var dbm)
                ? new CalibrationSample(t.GetDouble(), where, by, dbm)
                : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
