using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Daemon;

/// <summary>Where the gateway senses: the machine's devices, or a simulated store whose devices speak the same bytes.</summary>
/// <param name="Name"><c>linux</c> or <c>simulated</c>.</param>
/// <param name="PlayAsync">Plays what there is to play; true when it has come to its end.</param>
internal sealed record World(string Name, IHardware Hardware, Func<CancellationToken, Task<bool>> PlayAsync)
{
    /// <exception cref="DeviceException">The script cannot be read.</exception>
    public static World Open(CommandLine line) => line.Simulate is { } script
        ? Simulate(script == "demo" ? StoreScript.BusyQuarterHour(seed: 1) : StoreScript.Load(script), line.Speed)
        : new World("linux", new LinuxHardware { CapturePacing = line.RadioFast ? BtsnoopPacing.AsFastAsPossible : BtsnoopPacing.AsRecorded }, _ => Task.FromResult(false));

    private static World Simulate(StoreScript script, double speed)
    {
        // The script ends now: a store that runs ahead of real time would send events from the future.
        var begin = DateTimeOffset.UtcNow - (script.Length * Math.Max(0, 1 - (1 / speed)));
        var clock = new SimulatedClock(begin, sinceBoot: TimeSpan.FromMinutes(1));
        clock.Run(speed);
        var hardware = SimulatedHardware.Of(script.Header.Store, clock);
        return new World("simulated", hardware, async stopping =>
        {
            using var player = hardware.Play(script, speed);
            await player.EndOfScript.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // From here on it would run into the future.
            clock.Run(1);
            return !stopping.IsCancellationRequested;
        });
    }
}
