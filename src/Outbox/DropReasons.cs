namespace EdgeGateway.Outbox;

/// <summary>Why an event was removed before it was delivered, as it stands in <c>gateway.dropped</c>.</summary>
public static class DropReasons
{
    /// <summary>The outbox had reached its size cap.</summary>
    public const string SizeCap = "size-cap";

    /// <summary>The event had reached the age cap.</summary>
    public const string AgeCap = "age-cap";

    /// <summary>Its checksum was wrong, or its block could not be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The broker will never take it, for example because it is longer than the broker allows.</summary>
    public const string Refused = "refused";

    /// <summary>The disk could not be written for so long that memory ran out as well.</summary>
    public const string MemoryFull = "memory-full";
}
