using System.Text;

namespace EdgeGateway.Cli.Verify;

/// <summary>Writes a certificate: the JSON, the text beside it, and the text on the terminal.</summary>
internal static class CertificateOutput
{
    public static int Write(Certificate certificate, VerifyOrder order, byte[]? key)
    {
        var bytes = CertificateFile.Write(certificate, key);
        var path = order.File ?? FormattableString.Invariant($"accuracy-{(certificate.Door.Length > 0 ? certificate.Door : "door")}-{certificate.To:yyyyMMdd-HHmmss}.json");
        try
        {
            using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.WriteAllText(Path.ChangeExtension(path, ".txt"), CertificateText.Of(certificate));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // An hour at the door is in it.
            Console.Out.Write(Encoding.UTF8.GetString(bytes));
            return Complaint.Print($"cannot write {path}: {failed.Message.TrimEnd('.')}; the certificate stands above, save it", ExitCodes.Unreachable);
        }

        Console.Out.Write(order.Json ? Encoding.UTF8.GetString(bytes) : $"\n{CertificateText.Of(certificate)}\nwritten to {path}\n");
        return ExitCodes.Success;
    }
}
