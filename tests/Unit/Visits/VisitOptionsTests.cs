using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

public class VisitOptionsTests
{
    [Fact]
    public void TheDefaultsHaveNoProblem() => Assert.Empty(new VisitOptions().Problems());

    [Fact]
    public void EveryProblemIsToldWithKeyAndRemedy()
    {
        var problems = new VisitOptions
        {
            EnterDbm = -95,
            EnterAdvertisements = 0,
            LeaveAfter = TimeSpan.Zero,
            MoveAfter = TimeSpan.FromSeconds(-1),
            VisitorsMax = 0,
        }.Problems("store.visits").ToList();

        string[] keys = ["leaveDbm", "enterAdvertisements", "leaveAfter", "leaveAfterDoor", "moveAfter", "visitorsMax"];
        Assert.All(keys, key => Assert.Contains(problems, problem => problem.StartsWith($"store.visits.{key}: ", StringComparison.Ordinal)));
        Assert.Equal(keys.Length, problems.Count);
    }
}
