namespace EdgeGateway.Tests.Simulation;

/// <summary>A check that cannot fail proves nothing: each rule of the product is broken in turn, and the same check has to notice.</summary>
public class NegativeControlTests(ITestOutputHelper output)
{
    private const int SeedsMax = 40;

    public static TheoryData<BrokenRule, string> Rules => new()
    {
        { BrokenRule.DiskForgets, "is nowhere" },
        { BrokenRule.RemovedOnPuback, "is nowhere" },
        { BrokenRule.NumbersBeginAnew, "two events" },
        { BrokenRule.WordBeforeCommit, "is nowhere" },
        { BrokenRule.WordTooFar, "is nowhere" },
        { BrokenRule.DropsUnsaid, "is nowhere" },
        { BrokenRule.BacklogFirst, "went before the live" },
        { BrokenRule.IdentifierLeaks, "let " },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void ABrokenRuleIsCaught(BrokenRule rule, string how)
    {
        var found = new List<string>();
        for (var seed = 0; seed < SeedsMax && !found.Any(problem => problem.Contains(how, StringComparison.Ordinal)); seed++)
        {
            if (Verdict.Of(new SimulatedWorld(seed, rule)) is { } problem)
            {
                found.Add($"seed {seed}: {problem}");
            }
        }

        output.WriteLine(string.Join('\n', found));
        Assert.True(found.Count > 0, $"nobody noticed that {rule}");
        Assert.Contains(found, problem => problem.Contains(how, StringComparison.Ordinal));
    }
}
