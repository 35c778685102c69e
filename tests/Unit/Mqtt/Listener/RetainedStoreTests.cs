using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class RetainedStoreTests
{
    private readonly RetainedStore store = new(messagesMax: 50, bytesMax: 100_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AFilterFindsExactlyTheTopicsItMatches(int seed)
    {
        var random = new Random(seed);
        string[] levels = ["a", "b", "", "$s"];
        string[] filterLevels = [.. levels, "+", "+"];
        var topics = new HashSet<string>();
        for (var step = 0; step < 500; step++)
        {
            var topic = Join(random, levels) is { Length: > 0 } some ? some : "a";
            if (random.Next(4) == 0)
            {
                store.Set(TestSessions.Message(topic, payload: ""));
                topics.Remove(topic);
            }
            else if (store.Set(TestSessions.Message(topic)))
            {
                topics.Add(topic);
            }

            var filter = Join(random, filterLevels);
            filter = random.Next(3) == 0 ? filter + "/#" : filter.Length == 0 ? "#" : filter;
            var found = new List<string>();
            store.Match(filter, message =>
            {
                found.Add(message.Topic);
                return true;
            });
            Assert.Equal(topics.Where(known => TopicFilter.Matches(filter, known)).Order(), found.Order());
            Assert.Equal(topics.Count, store.Count);
        }

        topics.ToList().ForEach(store.Remove);
        Assert.Equal((0, 0L), (store.Count, store.Bytes));
    }

    [Fact]
    public void TheLimitOfMessagesRefusesANewTopicButNotANewState()
    {
        var small = new RetainedStore(messagesMax: 1, bytesMax: 10_000);
        Assert.True(small.Set(TestSessions.Message("a", "1")));
        Assert.False(small.Set(TestSessions.Message("b", "1")));
        Assert.True(small.Set(TestSessions.Message("a", "2")));
        Assert.Null(small.Find("b"));
    }

    [Fact]
    public void TheLimitOfBytesCountsTopicAndPayload()
    {
        var small = new RetainedStore(messagesMax: 10, bytesMax: 1000);
        Assert.True(small.Set(TestSessions.Message("a", new string('x', 600))));
        Assert.False(small.Set(TestSessions.Message("b", new string('x', 600))));
        Assert.True(small.Set(TestSessions.Message("a", new string('y', 700))));
    }

    [Fact]
    public void TheSearchStopsWhenTheTakerHasEnough()
    {
        Enumerable.Range(0, 20).ToList().ForEach(number => store.Set(TestSessions.Message("t/" + number)));
        var taken = 0;
        store.Match("#", _ => ++taken < 5);
        Assert.Equal(5, taken);
    }

    private static string Join(Random random, string[] levels) =>
        string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => levels[random.Next(levels.Length)]));
}
