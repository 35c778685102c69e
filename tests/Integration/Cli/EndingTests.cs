using System.Diagnostics;
using System.Globalization;

namespace EdgeGateway.Tests.Integration.Cli;

/// <summary>How edgectl ends when it is asked to while it waits for input, and when nobody reads its output.</summary>
public class EndingTests
{
    // Ten seconds before edgectl would give up by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    [Theory]
    [InlineData("INT", "decode", "ble")]
    [InlineData("TERM", "decode", "ndef")]
    [InlineData("TERM", "doors", "replay", "-")]
    public async Task CommandThatWaitsForInputEndsBySignal(string signal, params string[] arguments)
    {
        using var process = EdgeCtlProcess.Start(arguments);
        // An answered line shows that it listens and waits for the next one.
        await process.StandardInput.WriteLineAsync("no line that is right");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask(), process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask());

        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);

        Assert.Equal(0, await EndOfAsync(process));
    }

    [Theory]
    [InlineData("decode", "ble")]
    [InlineData("decode", "ndef")]
    public async Task CommandWhoseOutputNobodyReadsEndsQuietly(params string[] arguments)
    {
        using var process = EdgeCtlProcess.Start(arguments);
        await process.StandardInput.WriteLineAsync("no line that is right");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        process.StandardOutput.Close();

        Assert.Equal(0, await EndOfAsync(process));
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<int> EndOfAsync(Process process)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
            return process.ExitCode;
        }
        finally
        {
            process.Kill();
        }
    }
}
