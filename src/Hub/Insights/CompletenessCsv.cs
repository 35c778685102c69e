using System.Globalization;
using System.Text;
using EdgeGateway.Events;
using EdgeGateway.Hub.Ingest;

namespace EdgeGateway.Hub.Insights;

/// <summary>The account as an auditor takes it away: a line per gateway and day, all gateways, RFC 4180 with a header.</summary>
internal static class CompletenessCsv
{
    private const string Header =
        "store,gateway,day,verdict,produced,stored,quarantined,dropped,dropped_reasons,lost,lost_reasons,missing,missing_ranges,repeats," +
        "clock_synchronised,clock_estimated,clock_wrong\r\n";

    public static async Task WriteAsync(HttpResponse response, CompletenessLedger ledger, CompletenessQuery query, CancellationToken stopping)
    {
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"completeness-{query.From:yyyy-MM-dd}-{query.To:yyyy-MM-dd}.csv\"";
        await response.WriteAsync(Header, stopping);
        foreach (var gateway in CompletenessAnalysis.Find(ledger, query))
        {
            if (CompletenessAnalysis.Of(ledger, gateway, query) is { } account)
            {
                await response.WriteAsync(Lines(account), stopping);
            }
        }
    }

    // Names, reasons and verdicts are plain words by their own rules, so that no cell needs quotes and none is a spreadsheet's formula.
    private static string Lines(GatewayCompleteness gateway)
    {
        var lines = new StringBuilder();
        foreach (var day in gateway.Days)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{gateway.Store},{gateway.Gateway},{day.Day:yyyy-MM-dd},{day.Verdict},")
                .Append(CultureInfo.InvariantCulture, $"{day.Produced},{day.Stored},{day.Quarantined},{day.Dropped.Values.Sum()},{Reasons(day.Dropped)},")
                .Append(CultureInfo.InvariantCulture, $"{day.Lost.Values.Sum()},{Reasons(day.Lost)},{day.Missing},{Ranges(day.MissingRanges)},{day.Repeats},")
                .Append(CultureInfo.InvariantCulture, $"{day.Clock.Synchronised},{day.Clock.Estimated},{day.Clock.Wrong}\r\n");
        }

        return lines.ToString();
    }

    private static string Reasons(IReadOnlyDictionary<string, long> reasons) =>
        string.Join(' ', reasons.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key}:{reason.Value}")));

    // Two dots, because a spreadsheet makes a date of 3-5.
    private static string Ranges(IReadOnlyList<SequenceRange> ranges) =>
        string.Join(' ', ranges.Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.First}..{range.Last}")));
}
