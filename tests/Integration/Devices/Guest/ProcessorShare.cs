using System.Diagnostics;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>
/// What this process takes of one processor while nothing happens. In the background .NET compiles better what has run, and in QEMU that takes it a minute;
/// so time is measured again until it is as quiet as wanted. A loop that spins is never quiet.
/// </summary>
internal static class ProcessorShare
{
    private const int MeasurementsMax = 10;
    private static readonly TimeSpan MeasuredFor = TimeSpan.FromSeconds(20);

    /// <summary>The shares measured one after the other; the last is at most <paramref name="share"/>, or it never was.</summary>
    internal static async Task<IReadOnlyList<double>> OnceItIsAsync(double share, CancellationToken stopping)
    {
        var shares = new List<double> { await MeasureAsync(stopping) };
        while (shares[^1] > share && shares.Count < MeasurementsMax) shares.Add(await MeasureAsync(stopping));
        return shares;
    }

    internal static string Sentence(IReadOnlyList<double> shares) =>
        $"{string.Join(", ", shares.Select(share => $"{share:0.00%}"))} of a processor in {MeasuredFor.TotalSeconds:0} s each";

    private static async Task<double> MeasureAsync(CancellationToken stopping)
    {
        var (since, before) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
        await Task.Delay(MeasuredFor, stopping); // What is spent while nothing happens can only be seen by letting time pass.
        return (Process.GetCurrentProcess().TotalProcessorTime - before) / Stopwatch.GetElapsedTime(since);
    }
}
