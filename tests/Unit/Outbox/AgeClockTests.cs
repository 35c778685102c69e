using EdgeGateway.Events;
using EdgeGateway.Outbox;
using EdgeGateway.Tests.Simulation;

namespace EdgeGateway.Tests.Unit.Outbox;

public class AgeClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private readonly VirtualTime time = new(Start);
    private readonly WallClock wall;
    private readonly Drafts drafts;

    public AgeClockTests()
    {
        wall = new WallClock(time);
        drafts = new Drafts(wall);
    }

    private long TrueMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public void ASmallCorrectionIsBelievedAtOnce()
    {
        var ages = Looked();
        wall.Ahead = TimeSpan.FromHours(23);
        ages.Look(isSynchronised: true);

        Assert.Equal(wall.GetUtcNow().ToUnixTimeMilliseconds(), ages.NowMs);
    }

    [Theory]
    [InlineData(3650)]
    [InlineData(-3650)]
    public void ALeapIsBelievedOnlyAfterItHasHeldForADay(int days)
    {
        var ages = Looked();
        wall.Ahead = TimeSpan.FromDays(days);
        LookFor(ages, TimeSpan.FromHours(23));
        Assert.Equal(TrueMs, ages.NowMs);

        LookFor(ages, TimeSpan.FromHours(2));
        Assert.Equal(wall.GetUtcNow().ToUnixTimeMilliseconds(), ages.NowMs);
    }

    [Fact]
    public void AnotherLeapBeginsADayOfItsOwn()
    {
        var ages = Looked();
        wall.Ahead = TimeSpan.FromDays(100);
        LookFor(ages, TimeSpan.FromHours(20));
        wall.Ahead = TimeSpan.FromDays(200);
        LookFor(ages, TimeSpan.FromHours(20));

        Assert.Equal(TrueMs, ages.NowMs);
    }

    [Fact]
    public void AClockThatIsNotSynchronisedIsNotBelievedAndLeavesTheWaitAsItIs()
    {
        var ages = Looked();
        wall.Ahead = TimeSpan.FromDays(100);
        LookFor(ages, TimeSpan.FromHours(20));
        LookFor(ages, TimeSpan.FromHours(20), isSynchronised: false);
        Assert.Equal(TrueMs, ages.NowMs);

        LookFor(ages, TimeSpan.FromHours(5));
        Assert.Equal(wall.GetUtcNow().ToUnixTimeMilliseconds(), ages.NowMs);
    }

    [Fact]
    public void TheWaitGoesOnAfterARestart()
    {
        var ages = Looked();
        wall.Ahead = TimeSpan.FromDays(100);
        LookFor(ages, TimeSpan.FromHours(20));
        var again = new AgeClock(wall, AgeNote.Read(ages.Note.Text), oldestMs: 0);
        Assert.Equal(TrueMs, again.NowMs);

        LookFor(again, TimeSpan.FromHours(5));
        Assert.Equal(wall.GetUtcNow().ToUnixTimeMilliseconds(), again.NowMs);
    }

    [Fact]
    public void ANightWithoutPowerIsNoLeap()
    {
        var note = Looked().Note;
        time.Advance(TimeSpan.FromHours(12));
        var ages = new AgeClock(wall, note, oldestMs: 0);
        ages.Look(isSynchronised: true);

        Assert.Equal(TrueMs, ages.NowMs);
    }

    [Fact]
    public void WhatAFileOfAnEarlierVersionHoldsIsNotOldAtOnce()
    {
        var ages = new AgeClock(wall, note: null, Start.ToUnixTimeMilliseconds());
        wall.Ahead = TimeSpan.FromDays(3650);
        ages.Look(isSynchronised: true);

        Assert.Equal(Start.ToUnixTimeMilliseconds(), ages.NowMs);
    }

    [Theory]
    [InlineData(3650, 3650)]
    [InlineData(-3650, 0)]
    public void AnEventStampedDuringALeapIsNeverOlderThanItIs(int days, int bornAheadDays)
    {
        var ages = Looked();
        wall.Ahead = TimeSpan.FromDays(days);

        Assert.Equal(TrueMs + (bornAheadDays * 86_400_000L), ages.BirthMs(drafts.Visit()));
    }

    [Fact]
    public void AnEventOfAClockThatWasNotRightHasNoAge()
    {
        drafts.Clock = ClockQuality.Estimated;

        Assert.Equal(0, Looked().BirthMs(drafts.Visit()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("1 2 x")]
    [InlineData("1 2 9223372036854775807")]
    [InlineData("1 2 3 4")]
    public void ANoteThatIsNotOneIsForgotten(string text) => Assert.Null(AgeNote.Read(text));

    private AgeClock Looked()
    {
        var ages = new AgeClock(wall, note: null, oldestMs: 0);
        ages.Look(isSynchronised: true);
        return ages;
    }

    private void LookFor(AgeClock ages, TimeSpan duration, bool isSynchronised = true)
    {
        for (var end = time.Elapsed + duration; time.Elapsed < end;)
        {
            ages.Look(isSynchronised);
            time.Advance(TimeSpan.FromMinutes(10));
        }

        ages.Look(isSynchronised);
    }

    private sealed class WallClock(VirtualTime time) : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Ahead;
    }
}
