using EdgeGateway.Daemon.Endpoints;

namespace EdgeGateway.Daemon;

/// <summary>What the command line gets when there is nothing to run: help, version, or what was wrong with it.</summary>
internal static class Greeting
{
    public static int Print(CommandLine line)
    {
        if (line.Problem.Length > 0)
        {
            Console.Error.WriteLine($"edge-gateway: {line.Problem}");
            return ExitCodes.Usage;
        }

        Console.WriteLine(line.Help ? CommandLine.Usage : $"edge-gateway {GatewayStatus.Version}");
        return ExitCodes.Success;
    }
}
