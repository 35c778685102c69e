using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Cli;

/// <summary>
/// Ends a command whose output nobody reads any more, as in <c>edgectl watch | head -1</c>. .NET ignores SIGPIPE, and its console
/// stream passes over a closed pipe in silence.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    // Not per command: the thread that waits outlives it.
    private static readonly CancellationTokenSource Closed = new();

    /// <summary>Runs a command that prints on and on; its token is cancelled by a signal or by the closing of its output.</summary>
    public static Task<int> WhileReadAsync(Func<CancellationToken, Task<int>> work, CancellationToken stopping) => Complaint.CatchAsync(async () =>
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, Closed.Token);
        if (Console.IsOutputRedirected && OperatingSystem.IsLinux())
        {
            new Thread(Watch) { IsBackground = true, Name = "output" }.Start();
        }

        return await work(ending.Token);
    });

    private static void Watch()
    {
        if (PipeEnd.WaitUntilClosed(Descriptor))
        {
            Closed.Cancel();
        }
    }
}
