using EdgeGateway.Daemon.Endpoints;

namespace EdgeGateway.Daemon;

/// <summary>What the command line gets when there is nothing to run: help, version, sample, or what was wrong with it.</summary>
internal static class Greeting
{
    public static int Print(CommandLine line)
    {
        if (line.Problem.Length > 0)
        {
            Console.Error.WriteLine($"edge-gateway: {line.Problem}");
            return ExitCodes.Usage;
        }

        if (line.Sample)
        {
            using var sample = typeof(Greeting).Assembly.GetManifestResourceStream("EdgeGateway.Daemon.gateway.sample.json")!;
            sample.CopyTo(Console.OpenStandardOutput());
            return ExitCodes.Success;
        }

        Console.WriteLine(line.Help ? CommandLine.Usage : $"edge-gateway {GatewayStatus.Version}");
        return ExitCodes.Success;
    }
}
