using System.CommandLine;
using EdgeGateway.Control;

namespace EdgeGateway.Cli;

/// <summary>Options that several commands share, spelled the same everywhere.</summary>
internal static class CommonOptions
{
    /// <summary>More events than a gateway lives to see.</summary>
    public const long CountMax = 1_000_000_000_000;

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for programs instead of text for people." };

    public static Option<string> Socket() => new("--socket")
    {
        Description = $"The daemon's control socket; default {ControlRoutes.DefaultSocket}, or the variable {ControlRoutes.SocketVariable}.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(ControlRoutes.SocketVariable) is { Length: > 0 } named ? named : ControlRoutes.DefaultSocket,
    };
}
