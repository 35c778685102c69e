using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class SharedGroupTests
{
    private readonly SharedGroup group = new("workers");

    [Fact]
    public void ConnectedMembersTakeTurnsFairly()
    {
        var members = Join("a", "b", "c");
        foreach (var member in members)
        {
            member.Session.Sink = new FakeSink();
        }

        var taken = Enumerable.Range(0, 30).Select(_ => group.Next()!).ToList();
        Assert.All(members, member => Assert.Equal(10, taken.Count(other => other == member)));
        Assert.All(taken.Zip(taken.Skip(1)), pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Fact]
    public void AMemberThatIsAwayIsPassedOver()
    {
        var members = Join("a", "b", "c");
        members[0].Session.Sink = new FakeSink();
        members[2].Session.Sink = new FakeSink();

        Assert.DoesNotContain(members[1], Enumerable.Range(0, 10).Select(_ => group.Next()));
    }

    [Fact]
    public void WhenAllAreAwayTheyKeepTheMessagesInTurn()
    {
        var members = Join("a", "b");

        Assert.Equal([members[0], members[1], members[0]], Enumerable.Range(0, 3).Select(_ => group.Next()));
    }

    [Fact]
    public void AFullMemberIsPassedOverAndNobodyIsChosenWhenAllAreFull()
    {
        var limits = new MqttListenerLimits { QueuedMessagesMax = 1 };
        var (full, free) = (TestSessions.New("full", limits), TestSessions.New("free", limits));
        full.Sink = new FakeSink();
        group.Set(new Subscription(full, "t", "workers"));
        group.Set(new Subscription(free, "t", "workers"));
        full.Outbound.Add(new Outgoing(TestSessions.Message("t"), EdgeGateway.Mqtt.QualityOfService.AtLeastOnce, false, []));

        Assert.Same(free, group.Next()!.Session);

        free.Outbound.Add(new Outgoing(TestSessions.Message("t"), EdgeGateway.Mqtt.QualityOfService.AtLeastOnce, false, []));
        Assert.Null(group.Next());
    }

    [Fact]
    public void WhoWasNextStaysNextWhenAnotherLeaves()
    {
        var members = Join("a", "b", "c");
        group.Next();
        group.Next();
        group.Remove(members[0]);

        Assert.Same(members[2], group.Next());
    }

    private Subscription[] Join(params string[] names)
    {
        var members = names.Select(name => new Subscription(TestSessions.New(name), "t", "workers")).ToArray();
        Array.ForEach(members, member => group.Set(member));
        return members;
    }
}
