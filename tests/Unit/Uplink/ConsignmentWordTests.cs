using EdgeGateway.Events;
using EdgeGateway.Mqtt;
using EdgeGateway.Uplink;

namespace EdgeGateway.Tests.Unit.Uplink;

/// <summary>What the hub says of an epoch, and what of a file is sent then.</summary>
public sealed class ConsignmentWordTests : IAsyncDisposable
{
    private static readonly Guid Epoch = new("0199d0e8-7c00-7000-8000-00000000000a");

    private readonly ConsignmentBench bench = new() { Policy = RemovePolicy.Hub };

    [Fact]
    public async Task WhatTheHubKnowsAsDroppedIsSentAllTheSame()
    {
        var file = bench.Lay(Epoch, 3);
        Hub(_ => 100);
        bench.Start();
        await bench.Eventually(() => !File.Exists(file), "the file is settled");

        // The last one goes twice: once for itself, once as the question whether the hub has all of them.
        Assert.Equal([1, 2, 3, 3], bench.Sent(Epoch));
    }

    [Fact]
    public async Task AWordThatTheBrokerRemembersIsNotTheHub()
    {
        var file = bench.Lay(Epoch, 3);
        bench.Broker.Retained = UplinkBench.Ack(Epoch, 100) with { Retain = true };
        bench.Start();
        await bench.Eventually(() => bench.Said.Count >= 2, "a second attempt");

        Assert.Contains("the hub does not answer", bench.Said[0], StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task AfterALineThatBrokeOnlyTheRestIsSent()
    {
        var (file, cuts) = (bench.Lay(Epoch, 6), 1);
        Hub(sequence => sequence, sequence => sequence == 4 && cuts-- > 0);
        bench.Start();
        await bench.Eventually(() => !File.Exists(file), "the file is settled");

        // The first goes again, because the first word covers it, and so the hub is asked at the end.
        Assert.Equal([1, 2, 3, 4, 1, 4, 5, 6, 6], bench.Sent(Epoch));
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    // A hub that answers every event with its word, which the broker remembers.
    private void Hub(Func<long, long> word, Func<long, bool>? cut = null) => bench.Broker.Puback = (_, json) =>
    {
        Assert.True(EventJson.TryRead(json, out var read, out var problem), problem);
        if (cut?.Invoke(read.Sequence) == true)
        {
            bench.Broker.Cut();
            return null;
        }

        var ack = UplinkBench.Ack(Epoch, word(read.Sequence));
        bench.Broker.Retained = ack with { Retain = true };
        bench.Broker.Send(ack);
        return ReasonCode.Success;
    };
}
