namespace EdgeGateway.Tests.Unit.Sensing;

/// <summary>Counts what an action allocates.</summary>
internal static class Allocations
{
    /// <summary>Bytes allocated by the thriftiest of ten rounds: the runtime's own one-time work (tiering, statics) is not the action's.</summary>
    public static long Of(Action action)
    {
        var fewest = long.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                action();
            }

            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
