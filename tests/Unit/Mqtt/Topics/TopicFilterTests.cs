using System.Text;
using EdgeGateway.Mqtt;

namespace EdgeGateway.Tests.Unit.Mqtt.Topics;

public class TopicFilterTests
{
    // The examples of MQTT 5.0 section 4.7, and the corners around them.
    [Theory]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/ranking", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true)]
    [InlineData("sport/tennis/player1/#", "sport/tennis/player12", false)]
    [InlineData("sport/#", "sport", true)]
    [InlineData("#", "anything/at/all", true)]
    [InlineData("#", "/", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1", true)]
    [InlineData("sport/tennis/+", "sport/tennis/player1/ranking", false)]
    [InlineData("sport/+", "sport", false)]
    [InlineData("sport/+", "sport/", true)]
    [InlineData("+/+", "/finance", true)]
    [InlineData("/+", "/finance", true)]
    [InlineData("+", "/finance", false)]
    [InlineData("+/+/#", "a/b", true)]
    [InlineData("+/+/#", "a", false)]
    [InlineData("a//b", "a//b", true)]
    [InlineData("a/+/b", "a//b", true)]
    [InlineData("a", "A", false)]
    [InlineData("a/b", "a", false)]
    [InlineData("a", "a/", false)]
    [InlineData("#", "$SYS/uptime", false)]
    [InlineData("+/uptime", "$SYS/uptime", false)]
    [InlineData("$SYS/#", "$SYS/uptime", true)]
    [InlineData("$SYS/+", "$SYS/uptime", true)]
    public void MatchesAsTheStandardSays(string filter, string topic, bool matches)
    {
        Assert.Equal(matches, TopicFilter.Matches(filter, topic));
        Assert.Equal(matches, TopicFilter.Matches(Encoding.UTF8.GetBytes(filter), Encoding.UTF8.GetBytes(topic)));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("/", true)]
    [InlineData("#", true)]
    [InlineData("a/#", true)]
    [InlineData("+/+/#", true)]
    [InlineData("", false)]
    [InlineData("a#", false)]
    [InlineData("#/a", false)]
    [InlineData("a/#/", false)]
    [InlineData("a+", false)]
    [InlineData("a/+b/c", false)]
    [InlineData("a\0b", false)]
    [InlineData("$share/hub/a/#", true)]
    [InlineData("$share/hub//", true)]
    [InlineData("$share/hub", false)]
    [InlineData("$share/hub/", false)]
    [InlineData("$share//a", false)]
    [InlineData("$share/h+/a", false)]
    [InlineData("$share/hub/a#", false)]
    public void AFilterIsValidOrNot(string filter, bool valid) => Assert.Equal(valid, TopicFilter.IsValid(filter));

    [Fact]
    public void ASharedFilterHasAGroupAndAFilter()
    {
        Assert.True(TopicFilter.TrySplitShared("$share/hub/edge/#"u8, out var group, out var inner));
        Assert.Equal("hub", Encoding.UTF8.GetString(group));
        Assert.Equal("edge/#", Encoding.UTF8.GetString(inner));
        Assert.False(TopicFilter.TrySplitShared("edge/#"u8, out _, out _));
    }

    [Theory]
    [InlineData("a/b", true)]
    [InlineData("", false)]
    [InlineData("a/+", false)]
    [InlineData("a/#", false)]
    [InlineData("a\0", false)]
    public void ATopicHasNoWildcards(string topic, bool valid) => Assert.Equal(valid, TopicName.IsValid(topic));

    [Fact]
    public void HalfASurrogatePairCannotBeWritten()
    {
        // Not in an attribute, whose strings are stored as UTF-8.
        Assert.False(TopicName.IsValid("a\ud800"));
        Assert.False(TopicFilter.IsValid("\udc00/#"));
        Assert.True(TopicFilter.IsValid("\ud83d\udecd/#"));
    }

    [Fact]
    public void TheLongestTopicHas65535Bytes()
    {
        Assert.True(TopicName.IsValid(new string('ä', 32_767)));
        Assert.False(TopicName.IsValid(new string('ä', 32_768)));
    }
}
