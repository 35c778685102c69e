using System.CommandLine;
using System.Diagnostics;

namespace EdgeGateway.Cli.Commands;

/// <summary>
/// <c>edgectl config check</c>. The daemon is the one that knows its configuration, so edgectl lets the daemon's own program check it:
/// what passes here is what starts.
/// </summary>
internal static class ConfigCommand
{
    // The daemon's own code for it (src/Daemon/README.md).
    private const int CannotRead = 66;

    public static Command Build()
    {
        var file = new Argument<string?>("file") { Arity = ArgumentArity.ZeroOrOne, Description = "The configuration; default /etc/edge-gateway/gateway.json." };
        var json = CommonOptions.Json();
        var check = new Command("check", "Checks a configuration without starting anything; reports every problem with its remedy.") { file, json };
        check.SetAction((arguments, stopping) => Complaint.CatchAsync(() => CheckAsync(arguments.GetValue(file), arguments.GetValue(json), stopping)));
        return new Command("config", "The gateway's configuration.") { check };
    }

    private static async Task<int> CheckAsync(string? file, bool json, CancellationToken stopping)
    {
        if (ProductPrograms.Find("edge-gateway", "Daemon") is not { } start)
        {
            return Complaint.Print(ProductPrograms.Missing("edge-gateway"), ExitCodes.Unreachable);
        }

        start.ArgumentList.Add("--check");
        if (json)
        {
            start.ArgumentList.Add("--json");
        }

        if (file is not null)
        {
            start.ArgumentList.Add("--config");
            start.ArgumentList.Add(file);
        }

        using var daemon = Process.Start(start)!;
        await daemon.WaitForExitAsync(stopping);
        return daemon.ExitCode switch
        {
            0 => ExitCodes.Success,
            CannotRead => ExitCodes.Unreachable,
            _ => ExitCodes.NotWell,
        };
    }
}
