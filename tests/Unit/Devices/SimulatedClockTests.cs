using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Devices;

public class SimulatedClockTests
{
    private static readonly DateTimeOffset Morning = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void StandsStillUntilItIsAdvanced()
    {
        var clock = new SimulatedClock(Morning, TimeSpan.FromSeconds(5));

        Assert.Equal((TimeSpan.FromSeconds(5), Morning), (clock.SinceBoot, clock.UtcNow));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(7), Morning.AddSeconds(2)), (clock.SinceBoot, clock.UtcNow));
    }

    [Fact]
    public void NeverJumpsBack()
    {
        var clock = new SimulatedClock(Morning, TimeSpan.FromSeconds(5));

        clock.AdvanceTo(TimeSpan.FromSeconds(9));
        clock.AdvanceTo(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(9), clock.SinceBoot);
    }

    [Fact]
    public void ACorrectionMovesTheTimeOfDayOnly()
    {
        var clock = new SimulatedClock(Morning, TimeSpan.FromSeconds(5)) { IsSynchronised = false };

        clock.CorrectUtc(Morning.AddYears(1));

        Assert.Equal((TimeSpan.FromSeconds(5), Morning.AddYears(1), true), (clock.SinceBoot, clock.UtcNow, clock.IsSynchronised));
    }

    [Fact]
    public void RunsAtAMultipleOfRealTime()
    {
        var clock = new SimulatedClock(Morning, TimeSpan.Zero);
        clock.Run(1_000_000);
        Assert.True(SpinWait.SpinUntil(() => clock.SinceBoot > TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(60)));

        clock.Run(0);
        var stopped = clock.SinceBoot;
        Assert.Equal(stopped, clock.SinceBoot);
    }
}
