using EdgeGateway.Devices;
using EdgeGateway.Devices.Linux;

namespace EdgeGateway.Tests.Unit.Devices;

public class EdgeOrderTests
{
    private readonly EdgeOrder order = new();

    [Fact]
    public void AnEdgeWrittenTooEarlyWaitsForTheOneBeforeIt()
    {
        Add(1, 3);
        Assert.Equal([1u], Take());

        Add(2);
        Assert.Equal([2u, 3u], Take());
        Assert.False(order.IsHolding);
    }

    [Fact]
    public void WhatNeverComesIsGivenUpAndLeavesItsHole()
    {
        Add(1, 5, 4);
        Assert.Equal([1u], Take());

        Assert.True(order.TryTake(giveUpMissing: true, out var edge));
        Assert.Equal(4u, edge.Sequence);
        Assert.Equal([5u], Take());
    }

    [Fact]
    public void OneThatComesAfterItWasGivenUpIsHandedOnAtOnce()
    {
        Add(2);
        Assert.True(order.TryTake(giveUpMissing: true, out _));

        Add(1, 3);
        Assert.Equal([1u, 3u], Take());
    }

    [Fact]
    public void AFullHoldDoesNotWait()
    {
        for (var sequence = 2u; sequence <= 65; sequence++) Add(sequence);

        Assert.Equal(64, Take().Count);
    }

    private void Add(params uint[] sequences)
    {
        foreach (var sequence in sequences) order.Add(new GpioEdge(TimeSpan.Zero, 17, true, sequence));
    }

    private List<uint> Take()
    {
        var taken = new List<uint>();
        while (order.TryTake(giveUpMissing: false, out var edge)) taken.Add(edge.Sequence);
        return taken;
    }
}
