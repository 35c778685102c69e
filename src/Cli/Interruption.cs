using System.Runtime.InteropServices;

namespace EdgeGateway.Cli;

/// <summary>
/// Ctrl-C, SIGTERM or a closed terminal, heard from the first moment to the last. System.CommandLine's own handler ends the process at once,
/// with everything that it has opened and started, when the signal comes before the command's first wait.
/// </summary>
internal static class Interruption
{
    // A command has this long to put away what it has opened or started, on a slow machine as well.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private static readonly CancellationTokenSource Heard = new();

    // Kept as long as the process lives: a signal on its last way out must not undo what it has put away.
    private static PosixSignalRegistration[] registrations = [];
    private static Timer? limit;

    /// <summary>Listens from now on. More signals change nothing: a terminal that closes may send two.</summary>
    public static CancellationToken Listen()
    {
        registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Hear))];
        return Heard.Token;
    }

    private static void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        limit ??= new Timer(_ => Environment.Exit(ExitCodes.Unreachable), null, EndsWithin, Timeout.InfiniteTimeSpan);
        Heard.Cancel();
    }
}
