using EdgeGateway.Hub.Arrivals;

namespace EdgeGateway.Tests.Unit.Hub;

public class NearestVisitTests
{
    private const long A = 1;
    private const long B = 2;

    [Fact]
    public void OnceLouderLongEnoughTheOtherGatewayHasTheCustomer()
    {
        Assert.Equal(B, Nearest((0, A, -60), (10, A, -80), (10, B, -60), (15, B, -60)));
        Assert.Equal(A, Nearest((0, A, -60), (10, A, -80), (10, B, -60), (12, B, -60)));
    }

    [Fact]
    public void LouderByLessThanTheMarginMovesNobody() => Assert.Equal(A, Nearest((0, A, -70), (0, B, -66), (30, B, -66), (60, A, -70), (60, B, -66)));

    [Fact]
    public void AMomentOfLoudnessMovesNobody() =>
        Assert.Equal(A, Nearest((0, A, -70), (0, B, -75), (20, B, -60), (21, B, -75), (40, B, -60), (41, A, -60), (60, B, -60)));

    [Fact]
    public void WhoIsNotHeardAnyMoreIsWithTheOther() => Assert.Equal(B, Nearest((0, A, -60), (0, B, -85), (20, A, null), (25, B, -85)));

    [Fact]
    public void AGatewayThatFellSilentLosesItsCustomers()
    {
        Assert.Equal(A, Nearest((0, A, -50), (60, B, -85), (120, B, -85)));
        Assert.Equal(B, Nearest((0, A, -50), (60, B, -85), (160, B, -85), (220, B, -85)));
    }

    [Fact]
    public void NobodyHearingMovesNobody() => Assert.Equal(A, Nearest((0, A, -60), (1, B, -80), (20, A, null), (20, B, null), (25, A, null), (25, B, null)));

    [Fact]
    public void AmongThreeTheLoudestIsTaken() => Assert.Equal(3, Nearest((0, A, -60), (10, A, -90), (10, B, -75), (10, 3, -65), (15, 3, -65)));

    private static long Nearest(params (int Second, long Visit, int? Dbm)[] words) =>
        NearestVisit.Of([.. words.Select(word => new HeardWord(word.Visit, HubFixture.Morning.AddSeconds(word.Second), word.Dbm))], null, new PlaceOptions());
}
