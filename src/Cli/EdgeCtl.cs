using System.CommandLine;
using EdgeGateway.Cli.Commands;

namespace EdgeGateway.Cli;

/// <summary>edgectl's table of commands: one line each, one file each.</summary>
internal static class EdgeCtl
{
    public static RootCommand Build() => new("Sets up, watches and explains the EdgeGateway on this device. Works offline.")
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
