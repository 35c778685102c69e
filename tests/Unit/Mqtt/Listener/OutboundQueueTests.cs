using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Unit.Mqtt.Listener;

public class OutboundQueueTests
{
    private readonly BrokerCounters counters = new();
    private readonly QueueBudget budget = new(long.MaxValue);
    private readonly FakeSink sink = new();
    private readonly OutboundQueue queue;

    public OutboundQueueTests() => queue = new OutboundQueue(new MqttListenerLimits { QueuedMessagesMax = 100 }, budget, counters);

    [Fact]
    public void NeverMoreIsUnderWayThanTheClientsReceiveMaximum()
    {
        sink.ReceiveMaximum = 3;
        Add(10);
        Fill();
        Assert.Equal(["0", "1", "2"], sink.Sent.Select(sent => sent.Payload));

        Assert.True(queue.Acknowledge(sink.Sent[1].Id));
        Fill();
        Assert.Equal("3", sink.Sent[^1].Payload);
        Assert.Equal(4, sink.Sent.Count);
    }

    [Fact]
    public void WhatWasUnderWayIsSentAgainInOrderWithItsIdentifiersBeforeAnythingNew()
    {
        sink.ReceiveMaximum = 4;
        Add(6);
        Fill();
        queue.Acknowledge(sink.Sent[1].Id);
        var before = sink.Sent.Select(sent => (sent.Id, sent.Payload)).ToList();
        sink.Sent.Clear();

        queue.Restart();
        sink.ReceiveMaximum = 2;
        Fill();
        Assert.Equal([before[0], before[2]], sink.Sent.Select(sent => (sent.Id, sent.Payload)));
        Assert.All(sink.Sent, sent => Assert.True(sent.Repeated));

        sink.ReceiveMaximum = 10;
        Fill();
        Assert.Equal(["0", "2", "3", "4", "5"], sink.Sent.Select(sent => sent.Payload));
    }

    [Fact]
    public void AReleasedMessageIsNotSentAgainOnlyItsRelease()
    {
        Add(1, QualityOfService.ExactlyOnce);
        Fill();
        var id = sink.Sent[0].Id;
        Assert.True(queue.Receive(id, isRefused: false));
        Assert.Equal(0, budget.Bytes);
        sink.Sent.Clear();

        queue.Restart();
        Fill();
        Assert.Empty(sink.Sent);
        Assert.Equal([id], sink.Released);
        Assert.True(queue.Complete(id));
        Assert.Equal(0, queue.InflightCount);
    }

    [Fact]
    public void AnswersThatBelongToNothingChangeNothing()
    {
        Add(1, QualityOfService.ExactlyOnce);
        Fill();
        var id = sink.Sent[0].Id;

        Assert.False(queue.Acknowledge(id));
        Assert.False(queue.Complete(id));
        Assert.False(queue.Receive(9999, isRefused: false));
        Assert.False(queue.Acknowledge(9999));
        Assert.Equal(1, queue.InflightCount);
    }

    [Fact]
    public void AMessageTooLargeForTheClientIsDroppedAndTheRestGoesOn()
    {
        sink.BytesMax = 1;
        queue.Add(Outgoing("too long"));
        queue.Add(Outgoing("k"));
        Fill();

        Assert.Equal("k", Assert.Single(sink.Sent).Payload);
        Assert.Equal(1, queue.InflightCount);
    }

    [Fact]
    public void AnExpiredMessageIsNotSentAndCounted()
    {
        var expiring = TestSessions.Message("t", "old");
        queue.Add(new Outgoing(expiring.With(TimeSpan.FromSeconds(5)), QualityOfService.AtLeastOnce, false, []));
        queue.Add(Outgoing("new"));
        queue.Fill(sink, TimeSpan.FromSeconds(6));

        Assert.Equal("new", Assert.Single(sink.Sent).Payload);
        Assert.Equal(1, counters.DroppedExpired);
    }

    [Fact]
    public void TheLimitRefusesAndClearingGivesEverythingBack()
    {
        Add(100);
        Assert.False(queue.Add(Outgoing("one more")));
        Fill();
        Assert.Equal(100, queue.Clear());
        Assert.Equal((0L, 0L), (queue.Bytes, budget.Bytes));
        Assert.True(queue.HasRoom);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryMessageArrivesWhateverTheOrderOfAnswersAndBreaks(int seed)
    {
        var random = new Random(seed);
        var arrived = new List<string>();
        var released = new HashSet<ushort>();
        var added = 0;
        while (added < 2000 || queue.WaitingCount + queue.InflightCount > 0)
        {
            if (added < 2000 && queue.HasRoom)
            {
                queue.Add(Outgoing(added++.ToString(System.Globalization.CultureInfo.InvariantCulture), (QualityOfService)random.Next(1, 3)));
            }

            sink.HasRoom = random.Next(8) > 0;
            sink.ReceiveMaximum = random.Next(1, 20);
            Fill();
            arrived.AddRange(sink.Sent.Where(sent => !sent.Repeated).Select(sent => sent.Payload));
            var ids = sink.Sent.Select(sent => sent.Id).ToArray();
            random.Shuffle(ids);
            foreach (var id in ids.Where(_ => random.Next(4) > 0))
            {
                if (!queue.Acknowledge(id) && queue.Receive(id, isRefused: false))
                {
                    released.Add(id);
                }
            }

            foreach (var id in released.Concat(sink.Released).Where(_ => random.Next(3) > 0).ToList())
            {
                queue.Complete(id);
                released.Remove(id);
            }

            sink.Sent.Clear();
            sink.Released.Clear();
            if (random.Next(10) == 0 || (added == 2000 && queue.WaitingCount == 0))
            {
                queue.Restart();
            }
        }

        Assert.Equal(Enumerable.Range(0, 2000).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)), arrived);
        Assert.Equal(0, budget.Bytes);
    }

    private static Outgoing Outgoing(string payload, QualityOfService qos = QualityOfService.AtLeastOnce) =>
        new(TestSessions.Message("t", payload, qos), qos, false, []);

    private void Add(int count, QualityOfService qos = QualityOfService.AtLeastOnce)
    {
        for (var number = 0; number < count; number++)
        {
            queue.Add(Outgoing(number.ToString(System.Globalization.CultureInfo.InvariantCulture), qos));
        }
    }

    private void Fill() => queue.Fill(sink, TimeSpan.Zero);
}
