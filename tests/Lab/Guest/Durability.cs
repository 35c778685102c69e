namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>How seriously the writer takes durability: as the product does, or in one of the ways that a lab must catch.</summary>
internal enum Durability
{
    /// <summary>The outbox as it is.</summary>
    Full,

    /// <summary>Negative control: commits do not sync (SQLite's synchronous=OFF).</summary>
    NoSync,

    /// <summary>Negative control: commits sync, but the file system is mounted with barrier=0, so the disk's own cache is never flushed.</summary>
    NoBarrier,
}
