using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Cli.Verify;

/// <summary>One line of a count made elsewhere, for example from a video: <c>{"t":12.5,"direction":"in"}</c>, the form that <c>doors replay</c> prints.</summary>
/// <param name="T">Seconds, from the same beginning in both files.</param>
internal sealed record CountLine(double? T, Direction? Direction)
{
    private const double SecondsMax = 3.2e10;

    // Of each of the most crossings that there may be, 800 bytes and more.
    private const int FileBytesMax = 16 * 1024 * 1024;

    /// <exception cref="IOException">The file cannot be read, or is too long to be one of these.</exception>
    public static string[] LinesOf(string path) => Encoding.UTF8.GetString(SmallFile.Read(path, FileBytesMax, "a list of crossings")).Split('\n');

    /// <summary>Every line, or the first one that is wrong. Empty lines and notes (#) are passed over.</summary>
    public static bool TryReadAll(IEnumerable<string> lines, out List<SeenCrossing> seen, out string problem)
    {
        (seen, problem) = ([], "");
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Trim() is "" || line.StartsWith('#'))
            {
                continue;
            }

            if (Read(line) is not { T: >= 0 and < SecondsMax, Direction: { } direction } read || seen.Count == ManualCount.CrossingsMax)
            {
                problem = $"line {number}: it is no {{\"t\":seconds,\"direction\":\"in|out\"}}, or there are more than {ManualCount.CrossingsMax}";
                return false;
            }

            seen.Add(new SeenCrossing(TimeSpan.FromSeconds(read.T.Value), direction));
        }

        return true;
    }

    private static CountLine? Read(string line)
    {
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize(line, VerifyJson.Default.CountLine);
        }
        catch (System.Text.Json.JsonException)
        {
            // The caller says which line.
            return null;
        }
    }
}
