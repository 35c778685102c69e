using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

/// <summary>The drift alarm on days whose truth is known.</summary>
public class DoorDriftTests
{
    [Fact]
    public void DoorThatLosesATenthOfThoseWhoLeaveIsNamed()
    {
        var finding = DoorDrift.Of([Day(1, 160, 144), Day(2, 160, 143), Day(3, 160, 144)]);

        Assert.Equal((480, 431, 3), (finding!.In, finding.Out, finding.Days));
        Assert.StartsWith("front: 480 in, 431 out over 3 days", finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoDaysAreNotEnough() => Assert.Null(DoorDrift.Of([Day(1, 300, 200), Day(2, 300, 200)]));

    [Fact]
    public void DaysThatLeanBothWaysAreChance() => Assert.Null(DoorDrift.Of([Day(1, 300, 200), Day(2, 200, 300), Day(3, 300, 200)]));

    [Fact]
    public void QuietDaysAndBlindOnesSayNothing()
    {
        Assert.Null(DoorDrift.Of([Day(1, 30, 10), Day(2, 30, 10), Day(3, 30, 10)]));
        Assert.Null(DoorDrift.Of([Day(1, 300, 200, blind: 3600), Day(2, 300, 200), Day(3, 300, 200)]));
    }

    [Fact]
    public void WhoComesInByOneDoorAndLeavesByAnotherIsNoDrift() =>
        Assert.Null(DoorDrift.Of([.. Enumerable.Range(1, 3).Select(day => Day(day, 300, 100) with { Doors = [Sums("back", 100, 300), Sums("front", 300, 100)] })]));

    [Fact]
    public void HealthyDoorsAreSeldomAccusedAndSickOnesFoundWithinDays()
    {
        var random = new Random(11);
        var (accused, found) = (0, 0);
        const int stores = 2000;
        for (var store = 0; store < stores; store++)
        {
            accused += DoorDrift.Of(Days(random, missedIn: 0.025, missedOut: 0.025)) is null ? 0 : 1;
            found += DoorDrift.Of(Days(random, missedIn: 0.02, missedOut: 0.14)) is null ? 0 : 1;
        }

        Assert.True(accused <= stores / 500, $"{accused} of {stores} healthy ones accused");
        Assert.True(found >= stores * 9 / 10, $"{found} of {stores} sick ones found");
    }

    // Three days of 200 to 400 people who all go home, counted with errors of each direction.
    private static List<DoorDay> Days(Random random, double missedIn, double missedOut) =>
    [
        .. Enumerable.Range(1, 3).Select(day =>
        {
            var people = random.Next(200, 400);
            return Day(day, Counted(random, people, missedIn), Counted(random, people, missedOut));
        }),
    ];

    private static int Counted(Random random, int people, double missed) => Enumerable.Range(0, people).Count(_ => random.NextDouble() >= missed);

    private static DoorDay Day(int day, int inward, int outward, double blind = 0) => new(new DateOnly(2026, 11, day), [Sums("front", inward, outward, blind)], 0, true);

    private static DoorSums Sums(string door, int inward, int outward, double blind = 0) => DoorSums.None(door) with { In = inward, Out = outward, BlindSeconds = blind };
}
