namespace EdgeGateway.Hub.Insights;

/// <summary>One UTC day of one epoch. Numbers that never came have no time; they count for the day of the next number that did.</summary>
internal sealed record DayCompleteness(DateOnly Day, long Produced, long Stored, long Quarantined, long Dropped, long Missing);
