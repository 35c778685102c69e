using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>What holds for any day in any store; each seed is a day.</summary>
public class VisitTrackerPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ArrivalsAndDeparturesAlternate(int seed)
    {
        var present = new Dictionary<Identifier, Guid>();
        foreach (var happening in Play(RandomDay.Of(seed)))
        {
            switch (happening.Data)
            {
                case VisitorArrived arrived:
                    Assert.True(present.TryAdd(arrived.Identifier!, arrived.Visit), $"{arrived.Identifier} arrived twice");
                    break;
                case VisitorMoved moved:
                    Assert.Equal(moved.Visit, present[moved.Identifier!]);
                    Assert.NotEqual(moved.FromZone, moved.ToZone);
                    break;
                case VisitorLeft left:
                    Assert.True(present.Remove(left.Identifier!, out var visit), $"{left.Identifier} left without having arrived");
                    Assert.Equal(visit, left.Visit);
                    break;
                case TapRead { Visit: { } tapped }:
                    Assert.Contains(tapped, present.Values);
                    break;
            }
        }

        Assert.Empty(present);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void TotalsAreTheCrossings(int seed)
    {
        var day = RandomDay.Of(seed);
        var happenings = Play(day);

        foreach (var door in RandomDay.Doors)
        {
            var traffic = happenings.Select(happening => happening.Data).OfType<DoorTraffic>().Where(totals => totals.Door == door).ToList();
            var crossings = day.OfType<DoorCrossing>().Where(crossing => crossing.Door == door).ToList();
            Assert.Equal(crossings.Count(crossing => crossing.Direction == Direction.In), traffic.Sum(totals => totals.In));
            Assert.Equal(crossings.Count(crossing => crossing.Direction == Direction.Out), traffic.Sum(totals => totals.Out));
            Assert.Equal(day.OfType<DoorUTurn>().Count(turn => turn.Door == door), traffic.Sum(totals => totals.UTurns));
            Assert.Equal(RandomDay.Length.TotalSeconds, traffic.Sum(totals => totals.IntervalSeconds), 0.01);
            Assert.All(traffic, totals => Assert.InRange(totals.BlindSeconds, 0, totals.IntervalSeconds));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NobodyIsMadeUp(int seed)
    {
        var day = RandomDay.Of(seed);
        var known = day.Select(RandomDay.IdentifierOf).Where(identifier => identifier is not null).ToHashSet();

        Assert.All(Play(day), happening =>
        {
            var who = happening.Data switch
            {
                VisitorArrived e => e.Identifier,
                VisitorMoved e => e.Identifier,
                VisitorLeft e => e.Identifier,
                TapRead e => e.Identifier,
                BeaconHealth e => e.Beacon,
                _ => null,
            };
            Assert.True(who is null || known.Contains(who));
            Assert.DoesNotContain(known, identifier => happening.Subject.Contains(identifier!.Value, StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OneCrossingServesOneVisit(int seed)
    {
        var day = RandomDay.Of(seed);
        var left = Play(day).Select(happening => happening.Data).OfType<VisitorLeft>();

        Assert.True(left.Sum(visit => visit.Evidence.Count(piece => piece.Kind == EvidenceKind.Door)) <= day.OfType<DoorCrossing>().Count());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void HowOftenTimeIsLookedAtChangesNothing(int seed)
    {
        var day = RandomDay.Of(seed);

        Assert.Equal(Lines(Play(day)), Lines(Play(day, advanceEvery: TimeSpan.FromSeconds(0.7))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NothingHappensBeforeItIsDue(int seed)
    {
        var happenings = new List<Happening>();
        var tracker = RandomDay.Tracker();
        foreach (var sighting in RandomDay.Of(seed))
        {
            if (tracker.NextDue is { } due && due > sighting.At)
            {
                var before = happenings.Count;
                tracker.Advance(due - TimeSpan.FromTicks(1) < sighting.At ? due - TimeSpan.FromTicks(1) : sighting.At, happenings);
                Assert.Equal(before, happenings.Count);
            }

            tracker.Observe(sighting, happenings);
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<Happening> happenings) => happenings.Select(HappeningText.Of);

    private static List<Happening> Play(IReadOnlyList<Sighting> day, TimeSpan? advanceEvery = null)
    {
        var happenings = new List<Happening>();
        var tracker = RandomDay.Tracker();
        var next = TimeSpan.Zero;
        foreach (var sighting in day)
        {
            for (; advanceEvery is { } step && next < sighting.At; next += step)
            {
                tracker.Advance(next, happenings);
            }

            tracker.Observe(sighting, happenings);
        }

        tracker.Close(RandomDay.Length, happenings);
        Assert.Equal(0, tracker.Present);
        return happenings;
    }
}
