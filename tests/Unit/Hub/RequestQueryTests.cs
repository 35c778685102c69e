using EdgeGateway.Hub.Http;
using Microsoft.AspNetCore.Http;

namespace EdgeGateway.Tests.Unit.Hub;

public class RequestQueryTests
{
    private static readonly DateTimeOffset Otherwise = HubFixture.Morning;

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("yesterday")]
    public void ATimeAtTheEndOfTheCalendarIsRefusedAndNotReckonedWith(string text)
    {
        var query = Query(text);

        Assert.Equal(Otherwise, query.Time("to", Otherwise));
        Assert.NotNull(query.Problem);
    }

    [Theory]
    [InlineData("1970-01-01", "1970-01-01T00:00:00Z")]
    [InlineData("2026-03-31T09:30:00", "2026-03-31T09:30:00Z")]
    [InlineData("2026-03-31T09:30:00%2B02:00", "2026-03-31T07:30:00Z")]
    public void ATimeIsTakenAsUtcOrWithItsOffset(string text, string time)
    {
        var query = Query(text);

        Assert.Equal(DateTimeOffset.Parse(time, null), query.Time("to", Otherwise));
        Assert.Null(query.Problem);
    }

    private static RequestQuery Query(string to)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString($"?to={to}");
        return new RequestQuery(context);
    }
}
