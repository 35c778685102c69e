using System.Diagnostics;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Integration.Devices.Guest;

/// <summary>A VL53L1X door sensor as the daemon runs it, on a real kernel's I2C core, and each way in which its chip fails.</summary>
[Collection("guest")]
public class GuestTofTests
{
    private static readonly TimeSpan DetectionMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(120);
    private const double ProcessorShareMax = 0.01;

    [Fact]
    public async Task APersonIsCountedAndTransfersThatFailNowAndThenDoNotHurt()
    {
        Guest.Require();
        await using var door = new GuardedDoor();
        await CountOnePerson(door);

        door.Chip.Refuses = 2;
        await CountOnePerson(door);
        Assert.DoesNotContain(door.Reports, report => report.Condition != SensorCondition.Working);
    }

    [Theory]
    [InlineData("missing", "EREMOTEIO; no acknowledgement")]
    [InlineData("pulled out", "EREMOTEIO; no acknowledgement")]
    [InlineData("stuck", "ETIMEDOUT; the bus is stuck")]
    [InlineData("re-plugged", "has lost its configuration")]
    [InlineData("hung", "has stopped measuring")]
    [InlineData("frozen", "tells the same again and again")]
    public async Task EachFailureIsNoticedWithinHalfAMinuteAndOverWithinTwo(string failure, string said)
    {
        Guest.Require();
        await using var door = new GuardedDoor();
        await CountOnePerson(door);

        var brokenAt = door.Now;
        Break(door, failure);
        await Until(door, () => door.Reports.Exists(report => report.Condition == SensorCondition.Failed), DetectionMax, $"{failure} is noticed");
        var noticed = door.Now - brokenAt;
        Assert.Contains(said, door.Reports.First(report => report.Condition == SensorCondition.Failed).Reason, StringComparison.Ordinal);

        var mendedAt = door.Now;
        Mend(door, failure);
        await Until(door, () => door.HasFloor, RecoveryMax, $"{failure} is over");
        TestContext.Current.SendDiagnosticMessage($"VL53L1X {failure}: noticed after {noticed.TotalSeconds:0.0} s, over after {(door.Now - mendedAt).TotalSeconds:0.0} s");
        await CountOnePerson(door);
    }

    [Fact]
    public async Task WaitingForAMissingChipCostsNoProcessor()
    {
        Guest.Require();
        await using var door = new GuardedDoor();
        await CountOnePerson(door);
        Break(door, "pulled out");
        await Until(door, () => door.Reports.Exists(report => report.Condition == SensorCondition.Failed), DetectionMax, "its absence is noticed");

        var shares = await ProcessorShare.OnceItIsAsync(ProcessorShareMax, TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage($"VL53L1X pulled out: {ProcessorShare.Sentence(shares)} while waiting for it");
        Assert.InRange(shares[^1], 0, ProcessorShareMax);
    }

    private static void Break(GuardedDoor door, string failure)
    {
        if (failure == "missing") door.Bus!.Detach(GuardedDoor.Address);
        if (failure == "pulled out") door.PullOut();
        if (failure == "stuck") door.Bus!.IsStuck = true;
        if (failure == "re-plugged") door.Chip.Replug();
        if (failure == "hung") door.Chip.IsHung = true;
        if (failure == "frozen") door.Chip.IsFrozen = true;
    }

    private static void Mend(GuardedDoor door, string failure)
    {
        if (failure == "missing") door.Bus!.Attach(GuardedDoor.Address, door.Chip.Answer);
        if (failure == "pulled out") door.PlugIn();
        if (failure == "stuck") door.Bus!.IsStuck = false;
        (door.Chip.IsHung, door.Chip.IsFrozen) = (false, false);
    }

    private static async Task CountOnePerson(GuardedDoor door)
    {
        await Until(door, () => door.HasFloor, RecoveryMax, "the floor is found");
        door.Crossings.Clear();
        door.WalkIn();
        await Until(door, () => door.Crossings.Count > 0, DetectionMax, "the person is counted");
        Assert.Equal((Direction.In, "front-tof"), (Assert.Single(door.Crossings).Direction, door.Crossings[0].Door));
    }

    private static async Task Until(GuardedDoor door, Func<bool> isSo, TimeSpan atMost, string what)
    {
        for (var since = Stopwatch.GetTimestamp(); !isSo(); door.Look())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < atMost, $"still waiting until {what}: {string.Join(" | ", door.Reports.Select(report => report.Reason))}");
            await Task.Delay(20, TestContext.Current.CancellationToken); // The sensor has a thread of its own and tells by its queue only.
        }
    }
}
