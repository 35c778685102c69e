using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class BeamDoorOptionsTests
{
    private static readonly BeamDoorOptions Sound = new() { Name = "front", Outer = 17, Inner = 27 };

    [Fact]
    public void TwoLinesOfOneChipAreEnough() => Assert.Empty(Sound.Problems("doors.front"));

    [Fact]
    public void OneLineForBothBeamsIsNamedWithTheRemedy() => Assert.Equal(
        ["doors.front.outer: line 17 is also doors.front.inner; give each beam its own line"],
        (Sound with { Inner = 17 }).Problems("doors.front"));

    [Fact]
    public void EveryProblemIsReportedAtOnce()
    {
        var wrong = new BeamDoorOptions
        {
            Chip = "",
            Zone = "",
            Debounce = TimeSpan.FromMilliseconds(50),
            SpacingMetres = double.NaN,
            BlockedAfter = TimeSpan.Zero,
            SilentAfter = TimeSpan.FromHours(1),
        };
        Assert.Equal(
            ["d:", "d.chip:", "d.zone:", "d.outer:", "d.inner:", "d.debounce:", "d.spacingMetres:", "d.blockedAfter:", "d.silentAfter:"],
            wrong.Problems("d").Select(problem => problem.Split(' ')[0]));
    }

    [Fact]
    public void LineOfAnotherDoorIsTaken() => Assert.Equal(
        ["doors.back.inner: line 27 is also doors.front.inner; give each beam its own line"],
        BeamDoorOptions.ProblemsBetween(
            [("doors.front", Sound), ("doors.back", Sound with { Name = "back", Outer = 5 }), ("doors.side", Sound with { Name = "side", Chip = "gpiochip1" })]));
}
