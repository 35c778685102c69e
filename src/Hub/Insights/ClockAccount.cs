using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>How good the gateway's clock was for the events of a day.</summary>
/// <param name="Wrong">Times that could not be; those events count on the day of their receipt.</param>
/// <param name="Worst">The worst of them; null when there was no event.</param>
internal sealed record ClockAccount(long Synchronised, long Estimated, long Wrong, ClockTrust? Worst)
{
    public static ClockAccount Of(long stored, long estimated, long wrong) =>
        new(stored - estimated - wrong, estimated, wrong,
            wrong > 0 ? ClockTrust.Wrong : estimated > 0 ? ClockTrust.Estimated : stored > 0 ? ClockTrust.Synchronised : null);
}
