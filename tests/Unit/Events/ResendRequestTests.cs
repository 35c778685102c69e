using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Events;

public class ResendRequestTests
{
    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, ResendRequest.NumbersMax, "")]
    [InlineData(EventJson.SequenceMax, EventJson.SequenceMax, "")]
    [InlineData(1, ResendRequest.NumbersMax + 1, "a request is for at most 16384 numbers, this one is for 16385")]
    [InlineData(0, 5, "0 to 5 is no range of numbers")]
    [InlineData(7, 5, "7 to 5 is no range of numbers")]
    [InlineData(5, long.MaxValue, "5 to 9223372036854775807 is no range of numbers")]
    public void WhatIsAskedForHasLimits(long first, long last, string problem) =>
        Assert.Equal(problem, new ResendRequest(Guid.Empty, [new SequenceRange(first, last)]).Problem());

    [Fact]
    public void TheNumberOfRangesIsLimited()
    {
        var one = new SequenceRange(1, 1);

        Assert.Equal("a request has 1 to 128 ranges, this one has 0", new ResendRequest(Guid.Empty, []).Problem());
        Assert.Equal("", new ResendRequest(Guid.Empty, [.. Enumerable.Repeat(one, ResendRequest.RangesMax)]).Problem());
        Assert.Equal("a request has 1 to 128 ranges, this one has 129", new ResendRequest(Guid.Empty, [.. Enumerable.Repeat(one, ResendRequest.RangesMax + 1)]).Problem());
    }
}
