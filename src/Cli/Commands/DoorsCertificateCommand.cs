using System.CommandLine;
using System.Text.Json;
using EdgeGateway.Cli.Verify;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors certificate</c>: shows an accuracy certificate and whether it was changed.</summary>
internal static class DoorsCertificateCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "What `edgectl doors verify` wrote." };
        var key = new Option<string?>("--key") { Description = "A file with the key it was written with, to check its HMAC." };
        var json = CommonOptions.Json();
        var command = new Command("certificate", "Shows an accuracy certificate and says whether it was changed.") { file, key, json };
        command.SetAction((arguments, _) => Complaint.CatchAsync(() =>
        {
            byte[]? secret = null;
            if (arguments.GetValue(key) is { } keyFile && (secret = CertificateFile.ReadKey(keyFile, out var problem)) is null)
            {
                return Task.FromResult(Complaint.Print(problem, ExitCodes.Unreachable));
            }

            var certificate = SmallFile.Read(arguments.GetValue(file)!, CertificateFile.BytesMax, "a certificate");
            return Task.FromResult(Show(CertificateFile.Check(certificate, secret), arguments.GetValue(json)));
        }));
        return command;
    }

    private static int Show(CertificateVerdict verdict, bool json)
    {
        if (json)
        {
            Console.WriteLine($$"""{"ok":{{(verdict.IsUnchanged ? "true" : "false")}},"verdict":"{{JsonEncodedText.Encode(verdict.Sentence)}}"}""");
        }
        else
        {
            Console.Write(verdict.Certificate is { } certificate ? CertificateText.Of(certificate) + "\n" : "");
            Console.WriteLine($"{(verdict.IsUnchanged ? "OK" : "NOT VALID")}: {verdict.Sentence}.");
        }

        return verdict.IsUnchanged ? ExitCodes.Success : ExitCodes.NotWell;
    }
}
