using EdgeGateway.Cli.Verify;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Cli.Verify;

public class FilePairTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    [Fact]
    public void CountOfNobodyIsRefused() => Assert.StartsWith("nobody was counted", FilePair.Problem([], Every(10, 0, 5), Window), StringComparison.Ordinal);

    [Fact]
    public void CrowdThatNoDoorTakesIsRefusedBeforeItIsMatched()
    {
        Assert.Contains("no times of a door", FilePair.Problem(Every(0, 5, 1001), Every(10, 0, 5), Window), StringComparison.Ordinal);
        Assert.Empty(FilePair.Problem(Every(0, 5, 1000), Every(10, 0, 5), Window));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(0.4, "")]
    [InlineData(3000, "hardly the same time")]
    [InlineData(90_000, "hardly the same time")]
    public void FilesThatBeganAtDifferentMomentsAreNotCompared(double later, string problem) =>
        Assert.Contains(problem, FilePair.Problem(Every(50, 0, 80), Every(50, later, 80), Window), StringComparison.Ordinal);

    [Fact]
    public void SensorThatFellSilentHalfWayAndASinglePersonAreCompared()
    {
        Assert.Empty(FilePair.Problem(Every(10, 0, 80), Every(10, 0, 30), Window));
        Assert.Empty(FilePair.Problem(Every(10, 5, 1), Every(10, 5.4, 1), Window));
    }

    [Fact]
    public void TimesThatNeverPairAreAnErrorAndThoseThatSeldomDoARemark()
    {
        Assert.Contains("begin", FilePair.ProblemOfPairs(Judged(Every(10, 0, 80), Every(10, 5, 80))), StringComparison.Ordinal);

        var shifted = Judged([.. Every(10, 0, 20), .. Every(10, 200, 60)], [.. Every(10, 0, 20), .. Every(10, 205, 60)]);
        Assert.Empty(FilePair.ProblemOfPairs(shifted));
        Assert.Contains("do both files begin at the same moment?", Assert.Single(FilePair.Doubts(shifted)), StringComparison.Ordinal);
        Assert.Empty(FilePair.Doubts(Judged(Every(10, 0, 80), Every(10, 0.4, 80))));
    }

    private static Certificate Judged(IReadOnlyList<SeenCrossing> manual, IReadOnlyList<SeenCrossing> counted) => Verification.Judge(
        new Certificate(Certificate.FormatName, "", "", "", "", [], "", "", default, default, Window.TotalSeconds, 0, "", 0, [], "", []), manual, counted);

    private static SeenCrossing[] Every(double seconds, double from, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new SeenCrossing(TimeSpan.FromSeconds(from + (i * seconds)), Direction.In))];
}
