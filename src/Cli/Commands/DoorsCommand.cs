using System.CommandLine;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl doors</c>: what the door sensors make of what they see.</summary>
internal static class DoorsCommand
{
    public static Command Build() => new("doors", "What the door sensors make of what they see.")
    {
        DoorsRecordCommand.Build(),
        DoorsReplayCommand.Build(),
    };
}
