using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>Draws the proof from the ledger.</summary>
internal static class CompletenessAnalysis
{
    public const int RangesMax = 100;
    public const int DaysMax = 40;

    public static CompletenessReport Report(CompletenessLedger ledger, string? store, DateTimeOffset now)
    {
        lock (ledger.Gate)
        {
            return new CompletenessReport(
                now,
                [
                    .. ledger.Gateways
                        .Where(gateway => store is null || gateway.Store == store)
                        .OrderBy(gateway => gateway.Store, StringComparer.Ordinal).ThenBy(gateway => gateway.Name, StringComparer.Ordinal)
                        .Select(Of),
                ]);
        }
    }

    private static GatewayCompleteness Of(GatewayLedger gateway)
    {
        var epochs = gateway.Epochs.Values.Where(epoch => epoch.Produced > 0).Select(epoch => Of(epoch, epoch.Epoch == gateway.CurrentEpoch)).ToArray();
        var missing = epochs.Sum(epoch => epoch.Missing);
        var waiting = gateway.Health?.Waiting;

        // A missing number of the current epoch may still be on its way; one of an epoch that was given up never is.
        var onTheWay = epochs.All(epoch => epoch.Current || epoch.Missing == 0) && missing <= (waiting ?? 0);
        return new GatewayCompleteness(
            gateway.Store, gateway.Name, missing == 0 ? "complete" : onTheWay ? "on-the-way" : "missing",
            gateway.Online, gateway.LastSeen, gateway.Clock, gateway.Unreadable, waiting, gateway.Health?.OldestSeconds, epochs);
    }

    private static EpochCompleteness Of(EpochLedger epoch, bool current)
    {
        var all = new SequenceRange(1, epoch.Produced);
        return new EpochCompleteness(
            epoch.Epoch, current, epoch.Produced, epoch.StoredWithin(all), epoch.QuarantinedWithin(all),
            epoch.DroppedWithin(all).ToDictionary(), epoch.MissingCount, [.. epoch.MissingRanges.Take(RangesMax)],
            epoch.Repeats, epoch.CompleteTo, Days(epoch));
    }

    private static List<DayCompleteness> Days(EpochLedger epoch)
    {
        var days = new List<DayCompleteness>();
        var last = 0L;
        foreach (var (day, count) in epoch.Days)
        {
            // A clock that was wrong can put a later number on an earlier day; that day then has no numbers of its own.
            var numbers = new SequenceRange(last + 1, Math.Max(last, count.Last));
            last = numbers.Last;
            days.Add(new DayCompleteness(
                UnixMicroseconds.DateOf(day), numbers.Count, epoch.StoredWithin(numbers), epoch.QuarantinedWithin(numbers),
                epoch.DroppedWithin(numbers).Sum(reason => reason.Value), numbers.Count - epoch.SettledWithin(numbers)));
        }

        return days.Count <= DaysMax ? days : days[^DaysMax..];
    }
}
