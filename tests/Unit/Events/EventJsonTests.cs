using System.Text;
using EdgeGateway.Events;

namespace EdgeGateway.Tests.Unit.Events;

public class EventJsonTests
{
    private static readonly EventDraft Draft = new()
    {
        Id = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ab"),
        Source = "/stores/berlin-1/gateways/gw-1",
        Subject = "doors/front",
        Time = new DateTimeOffset(2026, 11, 22, 9, 15, 2, TimeSpan.Zero).AddTicks(1234567),
        BootId = Guid.Parse("11111111-2222-4333-8444-555555555555"),
        SinceBoot = TimeSpan.FromTicks(98765432101),
        Clock = ClockQuality.Synchronised,
        Data = new DoorCrossed("front", Direction.In, 0.97),
    };

    [Fact]
    public void WritesOneCloudEventWithMicrosecondsAndNumber()
    {
        var json = Encoding.UTF8.GetString(EventJson.Write(Draft, Guid.Parse("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"), 42));

        Assert.Equal(
            """{"specversion":"1.0","id":"0192f0c1-2345-7abc-8def-0123456789ab","source":"/stores/berlin-1/gateways/gw-1","type":"door.crossed","subject":"doors/front","time":"2026-11-22T09:15:02.123456Z","datacontenttype":"application/json","epoch":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee","sequence":42,"bootid":"11111111-2222-4333-8444-555555555555","monotonic":"9876543210100","clock":"synchronised","data":{"door":"front","direction":"in","confidence":0.97}}""",
            json);
    }

    [Fact]
    public void ReadsBackWhatItWrote()
    {
        Assert.True(EventJson.TryRead(EventJson.Write(Draft, Guid.Empty, 1), out var read, out var problem), problem);
        Assert.Equal(Draft.Data, read.Data);
        Assert.Equal(Draft.SinceBoot, read.SinceBoot);
        Assert.Equal(1, read.Sequence);
    }

    [Fact]
    public void ReadsEveryTypeAlsoWithEveryOptionalMemberLeftOut()
    {
        foreach (var (subject, data) in SampleEvents.Full.Concat(SampleEvents.Sparse))
        {
            var draft = Draft with { Subject = subject, Data = data };
            Assert.True(EventJson.TryRead(EventJson.Write(draft, Guid.Empty, 1), out var read, out var problem), problem);
            Assert.Equal(EventJson.Write(draft, Guid.Empty, 1), EventJson.Write(draft with { Data = read.Data! }, Guid.Empty, 1));
        }
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("\"0.97\"")]
    public void NumberThatIsNoneIsNoEvent(string confidence)
    {
        var json = Encoding.UTF8.GetString(EventJson.Write(Draft, Guid.Empty, 1)).Replace("0.97", confidence, StringComparison.Ordinal);

        Assert.False(EventJson.TryRead(Encoding.UTF8.GetBytes(json), out _, out var problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void ATypeOfALaterVersionIsReadWithoutItsData()
    {
        var json = Encoding.UTF8.GetString(EventJson.Write(Draft, Guid.Empty, 1)).Replace("door.crossed", "door.levitated", StringComparison.Ordinal);

        Assert.True(EventJson.TryRead(Encoding.UTF8.GetBytes(json), out var read, out _));
        Assert.Null(read.Data);
        Assert.Equal("door.levitated", read.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"specversion\":\"1.0\"}")]
    [InlineData("{\"specversion\":")]
    [InlineData("{\"\\ud800xxx\":1}")]
    [InlineData("{\"specversion\":\"\\ud800\"}")]
    public void BadInputIsAnOutcomeWithAReason(string json)
    {
        Assert.False(EventJson.TryRead(Encoding.UTF8.GetBytes(json), out _, out var problem));
        Assert.NotEmpty(problem);
    }
}
