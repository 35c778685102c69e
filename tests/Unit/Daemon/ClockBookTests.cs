using EdgeGateway.Daemon.Clock;
using EdgeGateway.Devices.Simulated;

namespace EdgeGateway.Tests.Unit.Daemon;

/// <summary>A Pi that boots in 1970, learns the time, steps, reboots.</summary>
public class ClockBookTests
{
    private static readonly DateTimeOffset Release = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Truth = new(2027, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock clock = new(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1)) { IsSynchronised = false };

    [Fact]
    public void WithoutMemoryTheReleaseIsTheFloor()
    {
        var book = Book();
        Assert.Equal(Release, book.CertificateTime());
        Assert.False(book.Look());
        Assert.Null(book.Began(clock.BootId));
    }

    [Fact]
    public void OnceTheClockIsRightItIsUsedPlainlyAndTheBootIsKnown()
    {
        var book = Book();
        clock.Advance(TimeSpan.FromMinutes(4));
        clock.CorrectUtc(Truth);

        Assert.True(book.Look());
        Assert.Null(book.CertificateTime());
        Assert.Equal(Truth - TimeSpan.FromMinutes(5), book.Began(clock.BootId));
        Assert.Equal(Truth, book.Memory.Floor);
    }

    [Fact]
    public void TheFlashIsWrittenOnceAnHourAndAtTheEnd()
    {
        var book = Book();
        clock.CorrectUtc(Truth);
        var writes = 0;
        for (var i = 0; i < 24 * 60; i++)
        {
            writes += book.Look() ? 1 : 0;
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(24, writes);
        Assert.True(book.Look(atEnd: true));
    }

    [Fact]
    public void AfterARebootWithoutNetworkTheLastGoodTimeIsTheFloor()
    {
        var before = Book();
        clock.CorrectUtc(Truth);
        before.Look();
        var reboot = new SimulatedClock(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(20)) { IsSynchronised = false, BootId = Guid.NewGuid() };
        var after = new ClockBook(reboot, before.Memory, Release);

        Assert.Equal(Truth, after.CertificateTime());
        Assert.Null(after.Began(reboot.BootId));
        Assert.NotNull(after.Began(clock.BootId));
        reboot.CorrectUtc(Truth + TimeSpan.FromDays(1));
        reboot.IsSynchronised = false;
        Assert.Equal(Truth + TimeSpan.FromDays(1), after.CertificateTime());
    }

    [Fact]
    public void AFloorLongAfterTheReleaseIsDamageAndSaid()
    {
        var book = new ClockBook(clock, new ClockMemory(Release.AddYears(25), []), Release);

        Assert.Equal(Release, book.CertificateTime());
        Assert.Contains("2051-11-22", book.Problem, StringComparison.Ordinal);
        Assert.Equal("", Book().Problem);
    }

    [Fact]
    public void AClockThatIsRightPutsAFloorRightThatWasTooLate()
    {
        var book = new ClockBook(clock, new ClockMemory(Truth.AddYears(3), []), Release);
        Assert.Equal(Truth.AddYears(3), book.CertificateTime());
        clock.CorrectUtc(Truth);
        Assert.True(book.Look());
        clock.IsSynchronised = false;

        Assert.Equal(Truth, book.CertificateTime());
    }

    [Fact]
    public void AStepOfTheWallClockCorrectsTheBootsBeginningAndDriftDoesNot()
    {
        var book = Book();
        clock.CorrectUtc(Truth);
        book.Look();
        clock.CorrectUtc(Truth + TimeSpan.FromMilliseconds(900));
        Assert.False(book.Look());
        clock.CorrectUtc(Truth - TimeSpan.FromHours(5));
        Assert.True(book.Look());

        Assert.Equal(Truth - TimeSpan.FromHours(5) - TimeSpan.FromMinutes(1), book.Began(clock.BootId));
    }

    [Fact]
    public void OnlySoManyBootsAreRemembered()
    {
        var memory = ClockMemory.Nothing;
        for (var i = 0; i < ClockMemory.BootsMax + 5; i++)
        {
            var boot = new SimulatedClock(Truth.AddDays(i), TimeSpan.FromSeconds(20)) { BootId = Guid.NewGuid() };
            var book = new ClockBook(boot, memory, Release);
            Assert.True(book.Look());
            memory = book.Memory;
            Assert.Equal(boot.BootId, memory.Boots[0].Boot);
        }

        Assert.Equal(ClockMemory.BootsMax, memory.Boots.Count);
    }

    private ClockBook Book() => new(clock, ClockMemory.Nothing, Release);
}
