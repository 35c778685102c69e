using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Hub.Configuration;

/// <summary>
/// Reads secrets. <c>KEYFile</c> names a file that holds the secret, which suits systemd's LoadCredential and keeps it out of
/// the configuration; the plain <c>KEY</c> is taken too, because an environment variable is sometimes all there is.
/// </summary>
internal sealed class SecretFiles(SettingsReader reader)
{
    private const int BytesMax = 64 * 1024;
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public string Text(string key)
    {
        var (plain, file) = (reader.TextOrNull(key), reader.TextOrNull(key + "File"));
        if (plain is not null && file is not null)
        {
            _problems.Add($"{key}: is set and {key}File too; keep the file");
        }

        return file is null ? plain ?? "" : FromFile(key + "File", file);
    }

    // Whoever names a file wants the secret. An empty one, of a command that failed, must not open the hub to everybody.
    private string FromFile(string key, string file)
    {
        if (Read(key, file) is not { } bytes)
        {
            return "";
        }

        var text = Encoding.UTF8.GetString(bytes).Trim();
        if (text.Length == 0)
        {
            _problems.Add($"{key}: {file} is empty; put the secret into it, or remove the key");
        }

        return text;
    }

    /// <summary>The chain's key, as hex digits or base64; empty when none is set.</summary>
    public byte[] PseudonymKey(string key)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            return [];
        }

        if (Pseudonym.TryReadKey(text, out var bytes, out var problem))
        {
            return bytes;
        }

        _problems.Add($"{key}File: {problem}");
        return [];
    }

    private byte[]? Read(string key, string file)
    {
        try
        {
            if (new FileInfo(file).Length > BytesMax)
            {
                _problems.Add($"{key}: {file} is longer than {BytesMax} bytes; is it the right file?");
                return null;
            }

            return File.ReadAllBytes(file);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            _problems.Add($"{key}: cannot read {file}: {wrong.Message}");
            return null;
        }
    }
}
