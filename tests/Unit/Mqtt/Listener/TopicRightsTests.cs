using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class TopicRightsTests
{
    [Theory]
    [InlineData("#", "a/b", true)]
    [InlineData("#", "$SYS/x", false)]
    [InlineData("+/x", "$SYS/x", false)]
    [InlineData("$SYS/#", "$SYS/x", true)]
    [InlineData("a/#", "a", true)]
    [InlineData("a/#", "a/#", true)]
    [InlineData("a/#", "a/+/c", true)]
    [InlineData("a/#", "#", false)]
    [InlineData("a/#", "+/b", false)]
    [InlineData("a/+", "a/+", true)]
    [InlineData("a/+", "a/b", true)]
    [InlineData("a/+", "a/#", false)]
    [InlineData("a/+", "a", false)]
    [InlineData("a/+/#", "a", false)]
    [InlineData("a/b", "a/+", false)]
    [InlineData("a", "a/b", false)]
    [InlineData("a/", "a", false)]
    [InlineData("a/+", "a/", true)]
    public void AWideFilterCoversANarrowOne(string wide, string narrow, bool covers) =>
        Assert.Equal(covers, FilterCover.Covers(wide, narrow));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhatACoveredFilterMatchesIsMatchedByTheWideOne(int seed)
    {
        var random = new Random(seed);
        var covered = 0;
        for (var step = 0; step < 20_000; step++)
        {
            var (wide, narrow, topic) = (Filter(random), Filter(random), Join(random, ["a", "b", "$c"]));
            if (FilterCover.Covers(wide, narrow))
            {
                covered++;
                Assert.True(!TopicFilter.Matches(narrow, topic) || TopicFilter.Matches(wide, topic), $"{wide} covers {narrow}, but not {topic}");
            }

            Assert.Equal(TopicFilter.Matches(wide, topic), FilterCover.Covers(wide, topic));
        }

        Assert.True(covered > 500);
    }

    [Fact]
    public void NamesAreFilledIn()
    {
        var rights = new ClientRights(
            new MqttTopicRights { Publish = ["edge/v1/%u/%c/event/+"], Subscribe = ["edge/v1/%u/%c/#"] }, "gw-1", "berlin");

        Assert.True(rights.MayPublish("edge/v1/berlin/gw-1/event/door.crossed"));
        Assert.False(rights.MayPublish("edge/v1/berlin/gw-2/event/door.crossed"));
        Assert.True(rights.MaySubscribe("edge/v1/berlin/gw-1/command/+"));
        Assert.False(rights.MaySubscribe("edge/v1/berlin/+/command/x"));
    }

    [Theory]
    [InlineData("#")]
    [InlineData("+")]
    [InlineData("a/b")]
    [InlineData("%u")]
    [InlineData("")]
    public void AClientCannotWidenItsRightsByItsName(string clientId)
    {
        var rights = new ClientRights(new MqttTopicRights { Publish = ["own/%c/x", "all"] }, clientId, "user");

        Assert.False(rights.MayPublish("own/a/x"));
        Assert.False(rights.MayPublish("own/a/b/x"));
        Assert.False(rights.MayPublish("own/user/x"));
        Assert.True(rights.MayPublish("all"));
    }

    private static string Filter(Random random) => Join(random, ["a", "b", "+", "$c"]) + (random.Next(3) == 0 ? "/#" : "");

    private static string Join(Random random, string[] levels) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => levels[random.Next(levels.Length)]));
}
