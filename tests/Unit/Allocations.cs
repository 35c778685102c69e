namespace EdgeGateway.Tests.Unit;

/// <summary>Counts what an action allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes allocated by the thriftiest of ten rounds. The runtime's own one-time work (tiering, statics) is not the action's, nor is what a collection adds
    /// that another test causes: it counts the unused rest of the thread's allocation buffer, up to 8 KiB.
    /// </summary>
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
