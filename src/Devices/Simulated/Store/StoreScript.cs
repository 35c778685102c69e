using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeGateway.Devices.Simulated;

/// <summary>What happens in a simulated store, second by second. A text file of JSON lines; README.md describes them.</summary>
public sealed partial class StoreScript
{
    private const int LinesMax = 100_000;
    private const double SecondsMax = 24 * 3600;
    private const int PhonesMax = 1_000;
    private const int ProblemsShownMax = 20;

    internal StoreScript(ScriptHeader header, IReadOnlyList<ScriptLine> lines)
    {
        Header = header;
        Lines = lines;
    }

    public ScriptHeader Header { get; }

    public IReadOnlyList<ScriptLine> Lines { get; }

    public TimeSpan Length => TimeSpan.FromSeconds(Header.For);

    /// <summary>The built-in demonstration: fifteen minutes in a busy store.</summary>
    public static StoreScript BusyQuarterHour(int seed) => Simulated.BusyQuarterHour.Write(seed);

    /// <summary>Reads a script file.</summary>
    /// <exception cref="DeviceException">It cannot be read, or says things that cannot be; all of them are named with their line.</exception>
    public static StoreScript Load(string path)
    {
        try
        {
            return TryParse(File.ReadLines(path), out var script, out var problems)
                ? script
                : throw new DeviceException($"cannot play {path}:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", problems)}");
        }
        catch (Exception problem) when (problem is IOException and not DeviceException or UnauthorizedAccessException)
        {
            throw new DeviceException($"cannot play {path}: {problem.Message}", problem);
        }
    }

    /// <summary>Reads a script; otherwise says everything that is wrong with it, each with its line.</summary>
    public static bool TryParse(IEnumerable<string> text, [NotNullWhen(true)] out StoreScript? script, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        ScriptHeader? header = null;
        var lines = new List<ScriptLine>();
        foreach (var (number, json) in text.Take(LinesMax).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            if (found.Count >= ProblemsShownMax) break;
            if (header is null)
            {
                header = ReadOne(json, ScriptJson.Default.ScriptHeader, number, found);
                found.AddRange(HeaderProblems(header).Select(problem => $"line {number + 1}: {problem}"));
                if (found.Count > 0) break; // Without a store no other line can be judged.
                continue;
            }

            var line = ReadOne(json, ScriptJson.Default.ScriptLine, number, found);
            if (line is null) continue;
            lines.Add(line);
            found.AddRange(line.Problems(header.Store, header.For).Select(problem => $"line {number + 1}: {problem}"));
        }

        if (header is null && found.Count == 0) found.Add("the script is empty; its first line describes the store");
        problems = found;
        script = found.Count == 0 ? new StoreScript(header!, lines) : null;
        return script is not null;
    }

    /// <summary>The script as a file's lines.</summary>
    public IEnumerable<string> ToJsonLines() =>
        Lines.OrderBy(line => line.At).Select(line => JsonSerializer.Serialize(line, ScriptJson.Default.ScriptLine))
            .Prepend(JsonSerializer.Serialize(Header, ScriptJson.Default.ScriptHeader));

    private static List<string> HeaderProblems(ScriptHeader? header)
    {
        if (header is null) return [];
        var problems = header.Store.Problems().ToList();
        if (!(header.For > 0 && header.For <= SecondsMax)) problems.Add($"for: {header.For} is not between 0 and {SecondsMax} s");
        if (header.Phones is < 0 or > PhonesMax) problems.Add($"phones: {header.Phones} is not between 0 and {PhonesMax}");
        return problems;
    }

    private static T? ReadOne<T>(string json, JsonTypeInfo<T> type, int number, List<string> problems)
        where T : class
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, type);
            if (read is null) problems.Add($"line {number + 1}: null is no line");
            return read;
        }
        catch (JsonException problem)
        {
            problems.Add($"line {number + 1}: {problem.Message.Replace(typeof(T).Namespace + ".", "", StringComparison.Ordinal)}");
            return null;
        }
    }
}
