using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Reads the layers that are files: gateway.json, then conf.d/*.json beside it in the order of their names.</summary>
internal static class ConfigurationFiles
{
    /// <summary>A configuration file is never longer.</summary>
    public const long BytesMax = 1024 * 1024;

    /// <summary>Comments and trailing commas are welcome; a key that stands twice in one object is not.</summary>
    public static readonly JsonDocumentOptions Relaxed = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The byte order mark that some editors put at the beginning; it says nothing about UTF-8.</summary>
    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <returns>False when a file cannot be read at all.</returns>
    public static bool Read(string path, List<ConfigurationLayer> layers, List<string> problems)
    {
        if (Directory.Exists(path))
        {
            problems.Add($"{path}: is a folder; name the file");
            return false;
        }

        if (!File.Exists(path))
        {
            problems.Add($"{path}: there is no such file, or this user may not look into its folder; name another with --config, or begin with `edge-gateway --sample > {path}`");
            return false;
        }

        var readable = ReadOne(path, layers, problems);
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "conf.d");
        if (Directory.Exists(folder))
        {
            foreach (var piece in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                readable &= ReadOne(piece, layers, problems);
            }
        }

        return readable;
    }

    /// <param name="name">What problems are reported under.</param>
    internal static void Parse(string name, ReadOnlySpan<byte> text, List<ConfigurationLayer> layers, List<string> problems)
    {
        try
        {
            if (JsonNode.Parse(text.StartsWith(Mark) ? text[Mark.Length..] : text, documentOptions: Relaxed) is JsonObject keys)
            {
                layers.Add(new ConfigurationLayer(name, keys));
            }
            else
            {
                problems.Add($"{name}: must be one JSON object: {{ \"store\": … }}");
            }
        }
        catch (JsonException wrong) when (wrong.LineNumber is null)
        {
            // "Duplicate property 'window' encountered during deserialization."
            problems.Add($"{name}: the key {(wrong.Message.Split('\'') is [_, var key, _] ? key : wrong.Message)} stands twice in one object; keep one of them");
        }
        catch (JsonException wrong)
        {
            problems.Add($"{name}: line {wrong.LineNumber + 1}: is not JSON here: {FirstSentence(wrong.Message)}");
        }
    }

    private static bool ReadOne(string path, List<ConfigurationLayer> layers, List<string> problems)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax)
            {
                problems.Add($"{path}: is longer than {BytesMax} bytes; this cannot be a gateway's configuration");
                return false;
            }

            Parse(path, File.ReadAllBytes(path), layers, problems);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: cannot be read: {failure.Message} Run as root, or give this user the right to read it.");
            return false;
        }
    }

    private static string FirstSentence(string message) => message.Split(" LineNumber:")[0].TrimEnd('.');
}
