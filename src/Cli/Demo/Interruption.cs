using System.Runtime.InteropServices;

namespace EdgeGateway.Cli.Demo;

/// <summary>
/// Ctrl-C, SIGTERM or a closed terminal, heard from the moment this is made. System.CommandLine listens only once a command has come to its
/// first wait, and by then the demo has started its programs.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    // Not disposed: a second Ctrl-C may be on its way while this goes.
    private readonly CancellationTokenSource heard;
    private readonly PosixSignalRegistration[] registrations;

    public Interruption(CancellationToken stopping)
    {
        heard = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Hear))];
    }

    public CancellationToken Stopping => heard.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void Hear(PosixSignalContext signal)
    {
        signal.Cancel = true;
        heard.Cancel();
    }
}
