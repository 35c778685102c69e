using EdgeGateway.Mqtt;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>A disk that cannot be read for a moment, while the uplink looks for what to send.</summary>
public sealed class UnreadableBacklogTests
{
    [Theory]
    [InlineData(RemovePolicy.Hub)]
    [InlineData(RemovePolicy.Broker)]
    public async Task ABacklogThatCouldNotBeReadAtTheConnectIsSentOnceItCan(RemovePolicy policy)
    {
        await using var bench = new UplinkBench(options => options with { RemoveOn = policy }, backlog: 4, prepare: broker => broker.Answers.Enqueue(Away));
        await UplinkBench.Eventually(() => bench.Said.Count > 0, "a failed connection");
        bench.Outbox.Store.ReadFails = _ => true;
        await bench.EventuallyWithTime(() => bench.Outbox.Outbox.Status.Problem.Length > 0, "a read that fails", TimeSpan.FromMinutes(1));
        bench.Outbox.Store.ReadFails = null;

        await bench.EventuallyWithTime(() => bench.Pump.Status.Delivered == 12, "all of the backlog", TimeSpan.FromMinutes(2));
    }

    private static MqttConnection Away => new(ReasonCode.ServerUnavailable, "away");
}
