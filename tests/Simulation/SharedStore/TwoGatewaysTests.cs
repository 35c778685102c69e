namespace EdgeGateway.Tests.Simulation.SharedStore;

/// <summary>A person near two gateways is in one place.</summary>
public class TwoGatewaysTests(ITestOutputHelper output)
{
    private const int Seeds = 20;

    [Fact]
    public void AWalkerIsOneCardThatMovesWithoutFlappingAndLeavesOnce()
    {
        var words = 0;
        var places = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var run = new SharedStoreRun(seed).Play(StoreWalk.ThroughTheStore);
            Assert.True(Follows(run.Said, "entrance", "back", "entrance", "left"), $"seed {seed}: {Told(run)}");
            Assert.True(run.CardsMax == 1, $"seed {seed}: {run.CardsMax} cards of one walker at a moment");

            // In at the door, to the back, out again are two moves. Five minutes between the two may add a there and back, not one a minute.
            Assert.True(run.Said.Count <= 6, $"seed {seed} flaps: {Told(run)}");
            words += run.Words;
            places += run.Said.Count - 2;
        }

        output.WriteLine($"{Seeds} walks of 10 minutes: {(double)places / Seeds:0.0} changes of zone a walk, {words / (Seeds * 10.0):0.0} words a minute of both gateways together.");
        Assert.InRange(words / (Seeds * 10.0), 1, 24);
    }

    [Fact]
    public void AGatewayWhoseWordsComeMinutesLateChangesNothingInTheEnd()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            // A word that overtakes its visit's arrival is lost; the gateway speaks again within a minute.
            using var run = new SharedStoreRun(seed) { LineDown = (100, 220) }.Play(StoreWalk.WithALongStayAtTheBack);
            Assert.True(Follows(run.Said, "entrance", "back", "entrance", "left"), $"seed {seed}: {Told(run)}");
            Assert.True(run.CardsMax == 1, $"seed {seed}: {run.CardsMax} cards");
        }
    }

    [Fact]
    public void AGatewayThatLosesItsPowerMakesNoSecondCard()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var run = new SharedStoreRun(seed) { RestartsAt = 170 }.Play(StoreWalk.ThroughTheStore);
            Assert.True(Follows(run.Said, "entrance", "back", "left"), $"seed {seed}: {Told(run)}");
            Assert.True(run.CardsMax == 1 && run.Said.Count(said => said.Says == "left") == 1, $"seed {seed}: {run.CardsMax} cards: {Told(run)}");
        }
    }

    // In this order, whatever stands between; the last one is the end.
    private static bool Follows(List<(double Second, string Says)> said, params string[] expected)
    {
        var next = 0;
        foreach (var (_, says) in said)
        {
            next += next < expected.Length && says == expected[next] ? 1 : 0;
        }

        return next == expected.Length && said[^1].Says == expected[^1] && said.Count(one => one.Says == "left") == 1;
    }

    private static string Told(SharedStoreRun run) => string.Join(", ", run.Said.Select(said => $"{said.Second:0} {said.Says}"));
}
