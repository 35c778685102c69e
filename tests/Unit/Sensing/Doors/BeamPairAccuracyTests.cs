namespace EdgeGateway.Tests.Unit.Sensing.Doors;

public sealed class BeamPairAccuracyTests
{
    [Theory]
    [InlineData(1)]
    public void FiveThousandPeopleOneByOneAreCountedTheRightWay(int seed)
    {
        var accuracy = DoorAccuracy.OfCrossings(seed, 5000, withFollowers: false, DoorAccuracy.Findings);
        Assert.True(accuracy.Share >= 0.99, accuracy.ToString());
    }

    [Theory]
    [InlineData(3)]
    public void FiveThousandPeopleOfWhomManyFollowCloselyAreCountedTheRightWay(int seed)
    {
        var accuracy = DoorAccuracy.OfCrossings(seed, 5000, withFollowers: true, DoorAccuracy.Findings);
        Assert.True(accuracy.Share >= 0.99, accuracy.ToString());
        Assert.True(accuracy.SureAndWrong <= accuracy.Sure * 0.01, accuracy.ToString());
    }

    [Theory]
    [InlineData(5)]
    public void ThousandPeopleWhoTurnBackAreNotCounted(int seed)
    {
        var (falseCounts, noticed) = DoorAccuracy.OfUTurns(seed, 1000, DoorAccuracy.Findings);
        Assert.Equal(0, falseCounts);
        Assert.True(noticed >= 950, $"{noticed} of 1000 noticed");
    }
}
