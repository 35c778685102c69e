using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class PassageCounterTests
{
    private readonly PassageCounter counter = new(new PassageSettings());
    private readonly List<DoorFinding> found = [];

    [Fact]
    public void PersonWhoBreaksTheBeamIsOnePassage() => Assert.Equal([1.3], Passages((1, true), (1.3, false)));

    [Fact]
    public void ArmBeforeTheBodyAndBagBehindAreTheSamePerson() =>
        Assert.Equal([1.55], Passages((1, true), (1.05, false), (1.12, true), (1.4, false), (1.5, true), (1.55, false)));

    [Fact]
    public void TwoPeopleWithAGapAreTwo() => Assert.Equal([1.3, 1.8], Passages((1, true), (1.3, false), (1.5, true), (1.8, false)));

    [Fact]
    public void InsectIsNobody() => Assert.Empty(Passages((1, true), (1.03, false), (2, true), (2.04, false)));

    [Fact]
    public void ParkedTrolleyIsBlockedAndNoPassage()
    {
        Assert.Empty(Passages((1, true), (50, false)));
        Assert.Equal([(DoorFindingKind.Blocked, 31.0), (DoorFindingKind.Cleared, 50.0)], found.Select(one => (one.Kind, one.At.TotalSeconds)));
        Assert.Equal([61.0], Passages((60.7, true), (61, false)));
    }

    [Fact]
    public void PersonUnderWayIsDecidedByTimeAlone()
    {
        counter.Observe(isBroken: true, TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(31), counter.NextDeadline);
        counter.Observe(isBroken: false, TimeSpan.FromSeconds(1.3));
        Assert.Equal(TimeSpan.FromSeconds(1.42), counter.NextDeadline);
        Assert.Empty(counter.Advance(TimeSpan.FromSeconds(1.4)));
        Assert.Single(counter.Advance(TimeSpan.FromSeconds(1.42)));
        Assert.Null(counter.NextDeadline);
    }

    private List<double> Passages(params (double At, bool IsBroken)[] changes)
    {
        found.Clear();
        foreach (var (at, isBroken) in changes)
        {
            // Time passes between the edges too.
            if (counter.NextDeadline is { } due && due < TimeSpan.FromSeconds(at))
                found.AddRange(counter.Advance(due));
            found.AddRange(counter.Observe(isBroken, TimeSpan.FromSeconds(at)));
        }

        found.AddRange(counter.Advance(TimeSpan.FromSeconds(changes[^1].At + 1)));
        return [.. found.Where(one => one.Kind == DoorFindingKind.Passage).Select(one => Math.Round(one.At.TotalSeconds, 3))];
    }
}
