using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>Says a gateway's verdict in words: what is missing, why, and who has to do something.</summary>
internal static class CompletenessSentence
{
    public static string Of(GatewayLedger gateway, string verdict) => verdict switch
    {
        CompletenessAnalysis.Complete => Complete(gateway),
        CompletenessAnalysis.OnTheWay => gateway.Online == false
            ? $"{Events(Missing(gateway))} wait at the gateway, which is offline; they come when its link is back."
            : $"{Events(Missing(gateway))} wait at the gateway and are on their way.",
        CompletenessAnalysis.Lost => $"{Events(Lost(gateway))} will never come: the gateway, asked again, has them no more.",
        _ => Missing(gateway, gateway.Epochs.Values.Where(epoch => epoch.Epoch != gateway.CurrentEpoch).Sum(epoch => epoch.MissingCount)),
    };

    private static string Complete(GatewayLedger gateway)
    {
        var dropped = gateway.Epochs.Values.SelectMany(epoch => epoch.DroppedWithin(new SequenceRange(1, epoch.Produced)))
            .GroupBy(reason => reason.Key, reason => reason.Value).Select(reason => (reason.Key, Count: reason.Sum())).Where(reason => reason.Count > 0)
            .Select(reason => $"{Events(reason.Count)} dropped at the gateway ({reason.Key})").ToArray();
        return dropped.Length == 0 ? "Every number is here." : $"Every number is accounted for; {string.Join(", ", dropped)}.";
    }

    private static string Missing(GatewayLedger gateway, long inOldEpochs)
    {
        var missing = Events(Missing(gateway));
        return inOldEpochs > 0
            ? $"{missing} missing, {N(inOldEpochs)} of them in an outbox that was given up: look for its file on the gateway (edgectl outbox)."
            : gateway.Online == false ? $"{missing} missing, and the gateway is offline: it is asked when it is back."
            : $"{missing} missing that the gateway does not say it holds: it is asked again.";
    }

    private static long Missing(GatewayLedger gateway) => gateway.Epochs.Values.Sum(epoch => epoch.MissingCount);

    private static long Lost(GatewayLedger gateway) =>
        gateway.Epochs.Values.Sum(epoch => epoch.LostWithin(new SequenceRange(1, epoch.Produced)).Sum(reason => reason.Value));

    private static string Events(long count) => count == 1 ? "1 event" : $"{N(count)} events";

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
