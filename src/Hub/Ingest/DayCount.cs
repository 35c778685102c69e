namespace EdgeGateway.Hub.Ingest;

/// <summary>What one epoch stored on one UTC day.</summary>
/// <param name="Last">The highest sequence number of the day; numbers after the day before's belong to this day.</param>
internal readonly record struct DayCount(long Stored, long Last);
