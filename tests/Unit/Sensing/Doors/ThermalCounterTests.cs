using EdgeGateway.Events;
using EdgeGateway.Sensing.Doors;

namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class ThermalCounterTests
{
    private const int Side = 8;

    private readonly ThermalCounter counter = new(new ThermalSettings());
    private readonly List<DoorFinding> found = [];
    private TimeSpan now = TimeSpan.FromMinutes(1);

    [Fact]
    public void WarmSpotThatGoesFromTheStreetsRowsToTheStoresIsAPersonIn()
    {
        Show(30);
        Walk(0, 7, 3.5);
        Show(6);

        Assert.Equal((DoorFindingKind.Crossing, Direction.In), (Assert.Single(found).Kind, found[0].Direction));
    }

    [Fact]
    public void TwoSpotsSideBySideAreTwoPeople()
    {
        Show(30);
        Walk(7, 0, 1.2, 5.8);
        Show(6);

        Assert.Equal([Direction.Out, Direction.Out], found.Select(one => one.Direction));
    }

    [Fact]
    public void SpotThatGoesBackIsAUTurn()
    {
        Show(30);
        Walk(0, 4, 3.5);
        Walk(4, 0, 3.5);
        Show(6);

        Assert.Equal(DoorFindingKind.UTurn, Assert.Single(found).Kind);
    }

    [Fact]
    public void RoomThatWarmsAsAWholeIsNobody()
    {
        for (var i = 0; i < 3000; i++)
            Frame(21 + (i / 500f));

        Assert.Equal(0, counter.People);
        Assert.Empty(found);
    }

    [Fact]
    public void HeaterThatIsSwitchedOnIsPartOfTheRoomAfterAWhile()
    {
        Show(30);
        for (var i = 0; i < 3600; i++)
            Frame(21, (3, 3));

        Assert.Equal(0, counter.People);
        Assert.DoesNotContain(found, one => one.Kind == DoorFindingKind.Crossing);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-273)]
    public void PixelThatNoChipCanShowSpoilsOnlyItsFrame(float pixel)
    {
        Show(30);
        var frame = new float[Side * Side];
        Array.Fill(frame, 21);
        frame[20] = pixel;
        counter.Observe(now += TimeSpan.FromMilliseconds(100), frame);
        counter.Observe(now += TimeSpan.FromMilliseconds(100), new float[3]);
        Assert.Equal(2, counter.Unusable);

        Walk(0, 7, 3.5);
        Show(6);
        Assert.Equal(Direction.In, Assert.Single(found).Direction);
    }

    private void Walk(double rowFrom, double rowTo, params double[] columns)
    {
        for (var i = 0; i <= 10; i++)
        {
            var row = rowFrom + ((rowTo - rowFrom) * i / 10);
            Frame(21, [.. columns.Select(column => (row, column))]);
        }
    }

    private void Show(int frames)
    {
        for (var i = 0; i < frames; i++)
            Frame(21);
    }

    private void Frame(float room, params (double Row, double Column)[] heads)
    {
        var frame = new float[Side * Side];
        for (var i = 0; i < frame.Length; i++)
        {
            frame[i] = room + heads.Sum(head =>
                (float)(6 * Math.Exp(-(Math.Pow((i / Side) - head.Row, 2) + Math.Pow((i % Side) - head.Column, 2)) / 1.5)));
        }

        found.AddRange(counter.Observe(now += TimeSpan.FromMilliseconds(100), frame));
    }
}
