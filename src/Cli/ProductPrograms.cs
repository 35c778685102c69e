using System.Diagnostics;

namespace EdgeGateway.Cli;

/// <summary>Finds the product's other programs: installed beside edgectl or in a folder of their own beside edgectl's, or built in a checkout.</summary>
internal static class ProductPrograms
{
    public static string Missing(string program) =>
        $"the program {program} is neither beside edgectl nor in ../{program}; install it as systemd/README.md says, or build it in a checkout";

    /// <summary>How to start <paramref name="program"/>, or null when it is nowhere.</summary>
    /// <param name="program"><c>edge-gateway</c> or <c>profile-hub</c>.</param>
    /// <param name="project">The project's folder name in a checkout's build output.</param>
    public static ProcessStartInfo? Find(string program, string project)
    {
        var here = AppContext.BaseDirectory;
        // A checkout's output is artifacts/bin/<project>/<configuration>/.
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(here));
        // /usr/lib/edgectl/edgectl stands beside /usr/lib/edge-gateway/edge-gateway (systemd/README.md).
        string[] places =
        [
            Path.Combine(here, program),
            Path.Combine(here, "..", program, program),
            Path.Combine(here, "..", "..", project, configuration, program),
        ];
        return places.FirstOrDefault(File.Exists) is { } found ? new ProcessStartInfo(Path.GetFullPath(found)) : null;
    }
}
