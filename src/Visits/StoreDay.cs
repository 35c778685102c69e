using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>
/// One business day of the store, laid on the monotonic clock by whoever knows the wall clock and the time zone. Days follow each other without a gap;
/// one ends at midnight, or, when the store is open past it, once the customers have left.
/// </summary>
/// <param name="Date">Local date on which it began.</param>
/// <param name="Open">In order; null when no hours are configured: nothing is flagged then.</param>
public sealed record StoreDay(DateOnly Date, TimeSpan Begins, TimeSpan Ends, IReadOnlyList<OpenSpan>? Open)
{
    /// <summary>When everybody has gone: in minus out begins again at zero. The beginning of the day when it has no hours.</summary>
    public TimeSpan EmptyAt => Open is { Count: > 0 } spans ? spans[^1].CustomersLeaveUntil : Begins;

    /// <summary>Whether a crossing at that time is one of a customer, as far as the hours say.</summary>
    public bool IsOpenFor(Direction direction, TimeSpan at)
    {
        // Another day than this one: nothing is known of its hours.
        if (Open is null || at < Begins || at >= Ends)
        {
            return true;
        }

        foreach (var span in Open)
        {
            if (at >= span.From && at < (direction == Direction.Out ? span.CustomersLeaveUntil : span.To))
            {
                return true;
            }
        }

        return false;
    }
}
