using System.Text;

namespace EdgeGateway.Cli.Verify;

/// <summary>Writes a certificate: the JSON, the text beside it, and the text on the terminal.</summary>
internal static class CertificateOutput
{
    /// <summary>Where the text goes: never where the certificate goes, whatever that is called.</summary>
    public static string TextPath(string certificate) =>
        Path.GetExtension(certificate).Equals(".txt", StringComparison.OrdinalIgnoreCase) ? certificate + ".txt" : Path.ChangeExtension(certificate, ".txt");

    /// <summary>What stands in the way of writing here; empty when nothing does. Asked before anybody stands at a door for an hour.</summary>
    public static string Problem(string certificate)
    {
        foreach (var path in new[] { certificate, TextPath(certificate) })
        {
            if (Path.Exists(path))
            {
                return $"{path} exists; give another name or delete it first";
            }
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(certificate));
        return Path.EndsInDirectorySeparator(certificate) || !Directory.Exists(folder) ? $"there is no directory {folder} for {certificate}" : "";
    }

    public static int Write(Certificate certificate, VerifyOrder order, byte[]? key)
    {
        var bytes = CertificateFile.Write(certificate, key);
        var (json, text) = (Encoding.UTF8.GetString(bytes), CertificateText.Of(certificate));
        var path = order.File ?? FormattableString.Invariant($"accuracy-{(certificate.Door.Length > 0 ? certificate.Door : "door")}-{certificate.To:yyyyMMdd-HHmmss}.json");
        if (TryCreate(path, bytes) is { } failed)
        {
            // An hour at the door is in it.
            Console.Out.Write(json);
            return Complaint.Print($"cannot write {path}: {failed}; the certificate stands above, save it", ExitCodes.Unreachable);
        }

        Console.Out.Write(order.Json ? json : $"\n{text}\nwritten to {path}\n");
        return TryCreate(TextPath(path), Encoding.UTF8.GetBytes(text)) is { } textFailed
            ? Complaint.Print($"the certificate is in {path}, but its text cannot be written to {TextPath(path)}: {textFailed}", ExitCodes.Unreachable)
            : ExitCodes.Success;
    }

    // Null, or why not; then no half of it stays.
    private static string? TryCreate(string path, byte[] bytes)
    {
        var isCreated = false;
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            isCreated = true;
            file.Write(bytes);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            if (isCreated)
            {
                File.Delete(path);
            }

            return failed.Message.TrimEnd('.');
        }
    }
}
