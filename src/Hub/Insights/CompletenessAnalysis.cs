using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>Draws the proof from the ledger. Each gateway is read at one moment; the ingest goes on between two of them.</summary>
internal static class CompletenessAnalysis
{
    public const int RangesMax = 100;
    public const int DayRangesMax = 20;
    public const int EpochsMax = 50;

    public const string Complete = "complete";
    public const string Lost = "lost";
    public const string OnTheWay = "on-the-way";
    public const string Missing = "missing";

    public static CompletenessReport Report(CompletenessLedger ledger, CompletenessQuery query, DateTimeOffset now)
    {
        var found = Find(ledger, query);
        var verdicts = new Dictionary<string, int> { [Complete] = 0, [OnTheWay] = 0, [Lost] = 0, [Missing] = 0 };
        foreach (var one in found)
        {
            lock (ledger.Gate)
            {
                if (Current(ledger, one) is { } gateway)
                {
                    verdicts[VerdictOf(gateway)]++;
                }
            }
        }

        var page = found.SkipWhile(gateway => query.After is { } after && string.CompareOrdinal(KeyOf(gateway), after) <= 0).Take(query.Limit + 1).ToArray();
        var next = page.Length > query.Limit ? KeyOf(page[query.Limit - 1]) : null;
        var accounts = page.Take(query.Limit).Select(gateway => Of(ledger, gateway, query)).OfType<GatewayCompleteness>();
        return new CompletenessReport(now, query.From, query.To, verdicts, [.. accounts], next);
    }

    /// <summary>The gateways that are asked for, sorted by store and name; the page is not applied.</summary>
    public static IReadOnlyList<GatewayLedger> Find(CompletenessLedger ledger, CompletenessQuery query)
    {
        lock (ledger.Gate)
        {
            return
            [
                .. ledger.Gateways
                    .Where(gateway => (query.Store ?? gateway.Store) == gateway.Store && (query.Gateway ?? gateway.Name) == gateway.Name)
                    .OrderBy(KeyOf, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>The gateway's account as it is now; null when its first message was rolled back since it was found.</summary>
    /// <exception cref="IOException">The ledger could not be read back.</exception>
    public static GatewayCompleteness? Of(CompletenessLedger ledger, GatewayLedger found, CompletenessQuery query)
    {
        lock (ledger.Gate)
        {
            if (Current(ledger, found) is not { } gateway)
            {
                return null;
            }

            var verdict = VerdictOf(gateway);
            var (waiting, oldest) = (gateway.Health?.Waiting, gateway.Health?.OldestSeconds);
            return new GatewayCompleteness(
                gateway.Store, gateway.Name, verdict, CompletenessSentence.Of(gateway, verdict), gateway.Online, gateway.LastSeen, gateway.Clock,
                gateway.Unreadable, waiting, oldest, waiting > 0 ? gateway.HealthReceived - TimeSpan.FromSeconds(Math.Clamp(oldest ?? 0, 0, 1e9)) : null,
                [.. gateway.Epochs.Values.Where(epoch => epoch.Produced > 0).TakeLast(EpochsMax).Select(epoch => Of(gateway, epoch))],
                DayAccount.Days(gateway, verdict, query.From, query.To));
        }
    }

    // Between two gateways a commit may have failed: what was found before then tells of numbers that are not on the disk.
    private static GatewayLedger? Current(CompletenessLedger ledger, GatewayLedger found) =>
        ledger.IsStale ? throw new IOException(CompletenessLedger.StaleProblem) : ledger.Find(found.Store, found.Name);

    private static string KeyOf(GatewayLedger gateway) => $"{gateway.Store}/{gateway.Name}";

    private static string VerdictOf(GatewayLedger gateway)
    {
        var missing = gateway.Epochs.Values.Sum(epoch => epoch.MissingCount);
        if (missing == 0)
        {
            return gateway.Epochs.Values.Any(epoch => epoch.LostWithin(new SequenceRange(1, epoch.Produced)).Any(lost => lost.Value > 0)) ? Lost : Complete;
        }

        // A missing number of the current epoch may still be on its way; one of an epoch that was given up never is.
        var isCurrent = gateway.Epochs.Values.All(epoch => epoch.Epoch == gateway.CurrentEpoch || epoch.MissingCount == 0);
        return isCurrent && missing <= (gateway.Health?.Waiting ?? 0) ? OnTheWay : Missing;
    }

    private static EpochCompleteness Of(GatewayLedger gateway, EpochLedger epoch)
    {
        var all = new SequenceRange(1, epoch.Produced);
        return new EpochCompleteness(
            epoch.Epoch, epoch.Epoch == gateway.CurrentEpoch, epoch.Produced, epoch.StoredWithin(all), epoch.QuarantinedWithin(all),
            epoch.DroppedWithin(all).ToDictionary(), epoch.LostWithin(all).ToDictionary(), epoch.MissingCount,
            [.. epoch.MissingRanges.Take(RangesMax)], epoch.Repeats, epoch.CompleteTo, Of(epoch, epoch.Asked));
    }

    private static AskedAgain? Of(EpochLedger epoch, HoleRequest? asked) => asked is null ? null : new AskedAgain(
        asked.At, asked.Attempts, asked.Ranges.Sum(range => range.Count),
        asked.Ranges.Sum(range => epoch.StoredWithin(range) + epoch.QuarantinedWithin(range)),
        asked.Ranges.Sum(range => epoch.LostWithin(range).Concat(epoch.DroppedWithin(range)).Sum(reason => reason.Value)),
        asked.AnsweredAt, asked.Problem);
}
