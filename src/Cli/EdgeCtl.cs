using System.CommandLine;
using EdgeGateway.Cli.Commands;

namespace EdgeGateway.Cli;

/// <summary>edgectl's table of commands: one line each, one file each.</summary>
internal static class EdgeCtl
{
    /// <summary>Runs one command line. Whatever trouble a command, or the help, meets is one sentence.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken stopping)
    {
        var line = Build().Parse(arguments);
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        var exitCode = await Complaint.CatchAsync(() => line.InvokeAsync(configuration, stopping));
        return line.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
    }

    public static RootCommand Build()
    {
        var root = Commands();
        EmptyValues.Refuse(root);
        return root;
    }

    private static RootCommand Commands() => new("Sets up, watches and explains the EdgeGateway on this device. Works offline.")
    {
        StatusCommand.Build(),
        WatchCommand.Build(),
        SensorsCommand.Build(),
        NfcCommand.Build(),
        OutboxCommand.Build(),
        ConfigCommand.Build(),
        DecodeCommand.Build(),
        BleCommand.Build(),
        DoorsCommand.Build(),
        DemoCommand.Build(),
        VersionCommand.Build(),
    };
}
