using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Unit.Sensing.Ble;

public class ScanLadderTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void SilenceIsAnsweredStepByStepAndReportedAtTheLimit() => Assert.Equal(
        [(10, ScanStep.RepeatScan), (20, ScanStep.Reset), (30, ScanStep.ReportSilent), (90, ScanStep.Reset), (210, ScanStep.Reset), (450, ScanStep.Reset)],
        Steps(new ScanLadder(Limit), until: 460));

    [Fact]
    public void ALongSilenceResetsEveryTenMinutes()
    {
        var resets = Steps(new ScanLadder(Limit), until: 24 * 3600).Where(step => step.Step == ScanStep.Reset).Select(step => step.Second).ToList();

        Assert.InRange(resets.Count, 24 * 6 - 2, 24 * 6 + 4);
        Assert.Equal(600, resets[^1] - resets[^2]);
    }

    [Fact]
    public void AnAdvertisementStartsTheLadderAnew()
    {
        var ladder = new ScanLadder(Limit);
        for (var second = 0; second < 3600; second += 9)
        {
            Assert.Equal(ScanStep.None, ladder.Next(TimeSpan.FromSeconds(second)));
            ladder.Heard(TimeSpan.FromSeconds(second));
        }

        ladder.Heard(TimeSpan.FromHours(1));
        Assert.Equal(ScanStep.RepeatScan, ladder.Next(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void ALateLookStillClimbsOneStepAtATime()
    {
        var ladder = new ScanLadder(Limit);

        Assert.Equal(
            [ScanStep.RepeatScan, ScanStep.Reset, ScanStep.ReportSilent, ScanStep.None],
            Enumerable.Range(0, 4).Select(_ => ladder.Next(TimeSpan.FromHours(1))));
    }

    private static List<(int Second, ScanStep Step)> Steps(ScanLadder ladder, int until)
    {
        ladder.Heard(TimeSpan.Zero);
        return [.. Enumerable.Range(0, until).Select(second => (second, ladder.Next(TimeSpan.FromSeconds(second)))).Where(step => step.Item2 != ScanStep.None)];
    }

    [Fact]
    public void ARefusedResetIsTriedAgainSoonBecauseItDidNothing()
    {
        var ladder = new ScanLadder(TimeSpan.FromSeconds(30));
        ladder.Heard(TimeSpan.Zero);
        var resets = new List<int>();
        for (var second = 0; second < 300; second++)
        {
            var now = TimeSpan.FromSeconds(second);
            if (ladder.Next(now) == ScanStep.Reset)
            {
                resets.Add(second);
                ladder.ResetRefused(now);
            }
        }

        Assert.Equal([20, 90, 120, 150, 180, 210, 240, 270], resets);
    }
}
