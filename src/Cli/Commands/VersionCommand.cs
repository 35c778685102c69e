using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace EdgeGateway.Cli.Commands;

/// <summary><c>edgectl version</c>.</summary>
internal static class VersionCommand
{
    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("version", "Shows the version of edgectl, .NET and the operating system.") { json };
        command.SetAction(arguments => Print(arguments.GetValue(json)));
        return command;
    }

    private static int Print(bool json)
    {
        var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        Console.WriteLine(json
            ? new JsonObject
            {
                ["edgectl"] = version,
                ["runtime"] = RuntimeInformation.FrameworkDescription,
                ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
                ["os"] = RuntimeInformation.OSDescription,
            }.ToJsonString()
            : $"edgectl {version} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        return ExitCodes.Success;
    }
}
