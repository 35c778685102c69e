namespace EdgeGateway.Devices.Linux;

/// <summary>
/// Puts the edges of several lines back into their order. The kernel numbers edges as they happen, but each line has an interrupt thread
/// of its own, and whichever runs first writes first: seen on a 6.12 kernel as 1, 3, 2. Of two beams that would turn a direction round.
/// </summary>
internal sealed class EdgeOrder
{
    /// <summary>How long an edge is held for an earlier one that is missing; threads are late by less than a millisecond.</summary>
    internal static readonly TimeSpan LateMax = TimeSpan.FromMilliseconds(5);

    private const int EdgesHeldMax = 64;

    private readonly List<GpioEdge> held = [];
    private uint expected = 1;

    internal bool IsHolding => held.Count > 0;

    internal void Add(GpioEdge edge)
    {
        var at = held.Count;
        while (at > 0 && IsBefore(edge.Sequence, held[at - 1].Sequence)) at--;
        held.Insert(at, edge);
    }

    /// <summary>The next edge, if no earlier one is missing.</summary>
    /// <param name="giveUpMissing">What is missing will not come any more: the kernel's buffer had overrun.</param>
    internal bool TryTake(bool giveUpMissing, out GpioEdge edge)
    {
        edge = default;
        if (held.Count == 0 || (IsBefore(expected, held[0].Sequence) && !giveUpMissing && held.Count < EdgesHeldMax)) return false;

        edge = held[0];
        held.RemoveAt(0);
        if (!IsBefore(edge.Sequence, expected)) expected = edge.Sequence + 1;
        return true;
    }

    // The number wraps after four thousand million edges.
    private static bool IsBefore(uint one, uint other) => (int)(one - other) < 0;
}
