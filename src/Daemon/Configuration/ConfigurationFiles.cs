using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeGateway.Daemon.Configuration;

/// <summary>Reads the layers that are files: gateway.json, then conf.d/*.json beside it in the order of their names.</summary>
internal static class ConfigurationFiles
{
    /// <summary>A configuration file is never longer.</summary>
    public const long BytesMax = 1024 * 1024;

    /// <summary>Comments and trailing commas are welcome.</summary>
    public static readonly JsonDocumentOptions Relaxed = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static void Read(string path, bool required, List<ConfigurationLayer> layers, List<string> problems)
    {
        if (!File.Exists(path))
        {
            if (required)
            {
                problems.Add($"{path}: there is no such file; name another with --config, or begin with `edge-gateway --sample > {path}`");
            }

            return;
        }

        ReadOne(path, layers, problems);
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "conf.d");
        if (Directory.Exists(folder))
        {
            foreach (var piece in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                ReadOne(piece, layers, problems);
            }
        }
    }

    private static void ReadOne(string path, List<ConfigurationLayer> layers, List<string> problems)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax)
            {
                problems.Add($"{path}: is longer than {BytesMax} bytes; this cannot be a gateway's configuration");
                return;
            }

            var node = JsonNode.Parse(File.ReadAllBytes(path), documentOptions: Relaxed);
            if (node is JsonObject keys)
            {
                // A key given twice shows only when the object is first looked into.
                _ = keys.Count;
                layers.Add(new ConfigurationLayer(path, keys));
            }
            else
            {
                problems.Add($"{path}: must be one JSON object: {{ \"store\": … }}");
            }
        }
        catch (JsonException wrong)
        {
            problems.Add($"{path}: line {wrong.LineNumber + 1}: is not JSON here: {FirstSentence(wrong.Message)}");
        }
        catch (ArgumentException twice)
        {
            problems.Add($"{path}: {FirstSentence(twice.Message)}; keep one of them");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: cannot be read: {failure.Message}");
        }
    }

    private static string FirstSentence(string message) => message.Split(" LineNumber:")[0].TrimEnd('.');
}
