using System.CommandLine;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors</c>: what the door sensors make of what they see.</summary>
internal static class DoorsCommand
{
    public static Command Build() => new("doors", "What the door sensors make of what they see.")
    {
        DoorsStatusCommand.Build(),
        DoorsVerifyCommand.Build(),
        DoorsCertificateCommand.Build(),
        DoorsRecordCommand.Build(),
        DoorsReplayCommand.Build(),
    };
}
