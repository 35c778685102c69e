using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class SubscriptionTrieTests
{
    private static readonly string[] Levels = ["a", "b", "", "$x", "ä"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FindsExactlyWhatComparingEveryFilterFinds(int seed)
    {
        var random = new Random(seed);
        var trie = new SubscriptionTrie();
        var live = new List<Subscription>();
        for (var step = 0; step < 3000; step++)
        {
            if (live.Count > 0 && random.Next(3) == 0)
            {
                var gone = live[random.Next(live.Count)];
                Assert.True(trie.Remove(gone));
                Assert.False(trie.Remove(gone));
                live.Remove(gone);
            }
            else
            {
                var added = new Subscription(TestSessions.New("s" + random.Next(40)), Filter(random));
                trie.Set(added);
                live.Add(added);
            }

            var topic = Topic(random);
            var matches = new SubscriptionMatches();
            trie.Match(topic, matches);
            var expected = live.Where(subscription => TopicFilter.Matches(subscription.Filter, topic)).ToHashSet();
            Assert.Equal(expected.Count, matches.Alone.Count);
            Assert.True(expected.SetEquals(matches.Alone), $"seed {seed}, step {step}, topic \"{topic}\"");
            Assert.Equal(live.Count, trie.Count);
        }

        live.ForEach(subscription => Assert.True(trie.Remove(subscription)));
        Assert.Equal(0, trie.Count);
    }

    [Fact]
    public void ASecondSubscriptionToTheSameFilterReplacesTheFirst()
    {
        var trie = new SubscriptionTrie();
        var session = TestSessions.New("a");
        Assert.True(trie.Set(new Subscription(session, "a/#") { Qos = QualityOfService.AtMostOnce }));
        Assert.False(trie.Set(new Subscription(session, "a/#") { Qos = QualityOfService.ExactlyOnce }));

        var matches = new SubscriptionMatches();
        trie.Match("a", matches);
        Assert.Equal(QualityOfService.ExactlyOnce, Assert.Single(matches.Alone).Qos);
        Assert.Equal(1, trie.Count);
    }

    [Fact]
    public void AGroupIsOnePartnerAndForgottenWithItsLastMember()
    {
        var trie = new SubscriptionTrie();
        var one = new Subscription(TestSessions.New("a"), "t/+", "workers");
        var other = new Subscription(TestSessions.New("b"), "t/+", "workers");
        trie.Set(one);
        trie.Set(other);
        trie.Set(new Subscription(TestSessions.New("c"), "t/+", "watchers"));

        var matches = new SubscriptionMatches();
        trie.Match("t/1", matches);
        Assert.Equal(["watchers", "workers"], matches.Groups.Select(group => group.Name).Order());

        trie.Remove(one);
        trie.Remove(other);
        matches.Clear();
        trie.Match("t/1", matches);
        Assert.Equal("watchers", Assert.Single(matches.Groups).Name);
    }

    private static string Topic(Random random) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Levels[random.Next(Levels.Length)])) is { Length: > 0 } topic ? topic : "a";

    private static string Filter(Random random)
    {
        var levels = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0 ? "+" : Levels[random.Next(Levels.Length)]).ToList();
        if (random.Next(4) == 0)
        {
            levels[^1] = "#";
        }

        return string.Join('/', levels) is { Length: > 0 } filter ? filter : "#";
    }
}
