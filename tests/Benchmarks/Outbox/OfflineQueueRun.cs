namespace EdgeGateway.Tests.Benchmarks.Outbox;

/// <summary>What a store-and-forward queue acknowledged, and what was still there after it was killed.</summary>
internal readonly record struct OfflineQueueRun(long Acknowledged, long StillThere, double MemoryMegabytes, double EventsPerSecond, TimeSpan Back);
