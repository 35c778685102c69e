using EdgeGateway.Events;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>What was stamped in 1970 leaves with its right time once that is known; the outbox is not touched.</summary>
public class RetimingTests
{
    private static readonly DateTimeOffset Began = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task WhatWasSensedBeforeTheClockWasRightIsSentWithItsRightTime()
    {
        DateTimeOffset? began = null;
        await using var bench = new UplinkBench(times: new UplinkTimes(_ => began, () => null));
        bench.Outbox.Drafts.Clock = ClockQuality.Estimated;
        bench.Outbox.Append(bench.Outbox.Drafts.Visit());
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 1, "one before the clock is right");
        began = Began;
        bench.Outbox.Append(bench.Outbox.Drafts.Visit());
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 2, "one after");

        var (before, after) = (Read(bench, 0), Read(bench, 1));
        Assert.Equal(ClockQuality.Estimated, before.Clock);
        Assert.Equal((ClockQuality.Synchronised, Began + after.SinceBoot), (after.Clock, after.Time));
        Assert.All(bench.Outbox.All(EventLane.Visit), waiting =>
        {
            Assert.True(EventJson.TryRead(waiting.Json.Span, out var read, out _));
            Assert.Equal(ClockQuality.Estimated, read.Clock);
        });
    }

    [Fact]
    public async Task EventsOfABootWhoseTimeNobodyKnowsKeepTheirEstimate()
    {
        await using var bench = new UplinkBench(times: new UplinkTimes(boot => boot == Guid.Empty ? null : Began, () => null));
        bench.Outbox.Drafts.Clock = ClockQuality.Estimated;
        bench.Outbox.Append(bench.Outbox.Drafts.Visit());
        await UplinkBench.Eventually(() => bench.Broker.Events.Count == 1, "one event");

        Assert.Equal(ClockQuality.Estimated, Read(bench, 0).Clock);
    }

    [Fact]
    public async Task CertificatesAreCheckedAgainstTheTimeThatIsKnown()
    {
        await using var bench = new UplinkBench(times: new UplinkTimes(_ => null, () => Began));
        await UplinkBench.Eventually(() => bench.Broker.Connects.Count == 1, "a connection");

        Assert.Equal(Began, bench.Broker.Connects[0].CertificateTime);
    }

    private static GatewayEvent Read(UplinkBench bench, int index)
    {
        Assert.True(EventJson.TryRead(bench.Broker.Events[index].Payload, out var read, out var problem), problem);
        return read;
    }
}
