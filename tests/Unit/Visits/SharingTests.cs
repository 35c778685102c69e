using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>What a gateway tells of its visitors where another one may hear them, too.</summary>
public class SharingTests
{
    [Fact]
    public void WithoutAnotherGatewayNothingIsToldOfStrengths() =>
        Assert.DoesNotContain(Play(1, new VisitOptions()), happening => happening.Data is VisitorHeard);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WordsKeepTheirPaceAndTheirVisit(int seed)
    {
        var options = new VisitOptions { SharesStore = true };
        var (happenings, underWay, last) = (Play(seed, options), new HashSet<Guid>(), new Dictionary<Guid, TimeSpan>());
        Assert.Contains(happenings, happening => happening.Data is VisitorHeard { RssiDbm: not null });
        foreach (var happening in happenings)
        {
            switch (happening.Data)
            {
                case VisitorArrived arrived:
                    underWay.Add(arrived.Visit);
                    break;
                case VisitorLeft left:
                    underWay.Remove(left.Visit);
                    break;
                case VisitorHeard heard:
                    Assert.Contains(heard.Visit, underWay);
                    Assert.True(!last.TryGetValue(heard.Visit, out var before) || happening.At - before >= options.HeardEvery, $"{heard.Visit} was told twice within {options.HeardEvery}");
                    last[heard.Visit] = happening.At;
                    break;
            }
        }
    }

    [Fact]
    public void TheRestOfTheDayIsTheSame() =>
        Assert.Equal(
            Play(4, new VisitOptions()).Select(HappeningText.Of),
            Play(4, new VisitOptions { SharesStore = true }).Where(happening => happening.Data is not VisitorHeard).Select(HappeningText.Of));

    [Fact]
    public void APaceThatTheHubWouldTakeForSilenceIsRefused() =>
        Assert.Contains(new VisitOptions { HeardAtLeastEvery = TimeSpan.FromMinutes(5) }.Problems(), problem => problem.Contains("heardAtLeastEvery", StringComparison.Ordinal));

    private static List<Happening> Play(int seed, VisitOptions options)
    {
        var (happenings, ids) = (new List<Happening>(), 0);
        var tracker = new VisitTracker(options with { Doors = RandomDay.Doors }, () => new Guid(++ids, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]));
        foreach (var sighting in RandomDay.Of(seed))
        {
            tracker.Observe(sighting, happenings);
        }

        tracker.Close(RandomDay.Length, happenings);
        return happenings;
    }
}
