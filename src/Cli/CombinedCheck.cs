using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeGateway.Cli;

/// <summary>A check over several options of a command.</summary>
internal static class CombinedCheck
{
    public static void Check(this Command command, Action<CommandResult> check) => command.Validators.Add(result =>
    {
        try
        {
            check(result);
        }
        catch (InvalidOperationException)
        {
            // An option has no value, or one that cannot be read. It is checked after this, and then the parser says so.
        }
    });
}
