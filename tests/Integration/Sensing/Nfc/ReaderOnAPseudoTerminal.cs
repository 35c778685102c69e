using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Integration.Sensing.Nfc;

/// <summary>A simulated PN532 behind a pseudo-terminal of the kernel, in real time.</summary>
internal sealed class ReaderOnAPseudoTerminal : IAsyncDisposable
{
    private readonly PseudoTerminal terminal = PseudoTerminal.Open();
    private readonly CancellationTokenSource stopping = new();
    private readonly SimulatedPn532Line line;
    private readonly Task serving;

    public ReaderOnAPseudoTerminal()
    {
        line = new SimulatedPn532Line(terminal);
        serving = Task.Factory.StartNew(
            () => line.Run(stopping.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string Path => terminal.FarEnd;

    public SimulatedPn532 Chip => line.Chip;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await serving;
        terminal.Dispose();
        stopping.Dispose();
    }
}
