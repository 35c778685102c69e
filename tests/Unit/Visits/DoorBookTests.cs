using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Unit.Visits;

public class DoorBookTests
{
    [Fact]
    public void CustomersInsideAreInMinusOutNeverBelowZeroWithoutStaff()
    {
        var book = new DoorBook(DoorMemory.Nothing);
        Cross(book, Direction.Out);
        Cross(book, Direction.In);
        Cross(book, Direction.In, Exclusion.Staff);
        Cross(book, Direction.In);
        Cross(book, Direction.Out);

        Assert.Equal(1, book.Today.Occupancy);
    }

    [Fact]
    public void AtClosingTimeTheStoreIsEmptyOnceAndWhoComesLaterIsCounted()
    {
        var book = new DoorBook(DoorMemory.Nothing);
        book.Know(Day(1), Hours(10));
        Cross(book, Direction.In);
        book.Know(Day(1), Hours(20));
        Assert.Equal(1, book.Today.Occupancy);
        book.Know(Day(1), Hours(20.25));
        Assert.Equal(0, book.Today.Occupancy);
        Cross(book, Direction.In);
        book.Know(Day(1), Hours(21));
        Assert.Equal(1, book.Today.Occupancy);
    }

    [Fact]
    public void NewDayClosesTheOneBefore()
    {
        var book = new DoorBook(DoorMemory.Nothing);
        book.Know(Day(1), Hours(10));
        book.Note(Traffic(12, 11));
        book.Know(Day(2), Hours(24));

        Assert.Equal((12, 11), (book.Closed.Single().Doors.Single().In, book.Closed.Single().Doors.Single().Out));
        Assert.Empty(book.Today.Doors);
    }

    [Fact]
    public void RestartOnTheSameDayGoesOn()
    {
        var before = new DoorBook(DoorMemory.Nothing);
        before.Know(Day(1), Hours(10));
        before.Note(Traffic(12, 5));
        Cross(before, Direction.In);

        var after = new DoorBook(before.Memory());
        after.Note(Traffic(1, 1));
        after.Know(Day(1), Hours(11));

        Assert.Equal((13, 6, 1), (after.Today.Doors.Single().In, after.Today.Doors.Single().Out, after.Today.Occupancy));
    }

    [Fact]
    public void RestartOnAnotherDayClosesTheDayThatWasFound()
    {
        var before = new DoorBook(DoorMemory.Nothing);
        before.Know(Day(1), Hours(10));
        before.Note(Traffic(12, 5));

        var after = new DoorBook(before.Memory());
        after.Know(Day(2), Hours(1));

        Assert.Equal(12, after.Closed.Single().Doors.Single().In);
        Assert.Empty(after.Today.Doors);
    }

    [Fact]
    public void WithoutAWallClockTheDayOnDiskStaysAsItIs()
    {
        var before = new DoorBook(DoorMemory.Nothing);
        before.Know(Day(1), Hours(10));
        before.Note(Traffic(12, 5));

        var after = new DoorBook(before.Memory());
        after.Know(null, Hours(1));
        after.Note(Traffic(3, 3));

        Assert.Equal(3, after.Today.Doors.Single().In);
        Assert.Equal(12, after.Memory().Today.Doors.Single().In);
    }

    [Fact]
    public void NoMoreDaysAreKeptThanAreLookedAt()
    {
        var book = new DoorBook(DoorMemory.Nothing);
        for (var day = 1; day <= 28; day++)
        {
            book.Know(Day(day), Hours(24 * day));
        }

        Assert.Equal(DoorMemory.DaysMax, book.Closed.Count);
        Assert.Equal(27, book.Closed[^1].Date!.Value.Day);
    }

    private static void Cross(DoorBook book, Direction direction, Exclusion? excluded = null) =>
        book.Note(new Happening(Hours(10), "doors/front", new DoorCrossed("front", direction, 0.99, excluded)));

    private static Happening Traffic(int inward, int outward) => new(Hours(10), "doors/front", new DoorTraffic("front", 900, inward, outward, 0, 0));

    private static StoreDay Day(int day) => new(new DateOnly(2026, 11, day), Hours(0), Hours(24), [new OpenSpan(Hours(9), Hours(20), Hours(20.25))]);

    private static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
