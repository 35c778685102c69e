using System.Diagnostics;
using System.Globalization;

namespace EdgeGateway.Cli.Demo;

/// <summary>Asks a process to end in good order. .NET itself can only kill.</summary>
internal static class Signal
{
    public static void Terminate(int processId)
    {
        // The shell's own kill: native calls stand in Devices only.
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {processId}")]);
        kill.WaitForExit();
    }
}
