using System.Globalization;
using System.Text;

namespace EdgeGateway.Hub.Insights;

/// <summary>The traffic as a spreadsheet takes it: a line per door and step, RFC 4180 with a header.</summary>
internal static class TrafficCsv
{
    private const string Header =
        "store,gateway,door,start,customers_in,customers_out,in,out,staff_in,staff_out,closed_in,closed_out\r\n";

    public static async Task WriteAsync(HttpResponse response, TrafficReport report, CancellationToken stopping)
    {
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"traffic-{report.From:yyyy-MM-dd}-{report.To:yyyy-MM-dd}.csv\"";
        await response.WriteAsync(Header, stopping);
        foreach (var door in report.Doors)
        {
            await response.WriteAsync(Lines(door), stopping);
        }
    }

    private static string Lines(DoorReport door)
    {
        var lines = new StringBuilder();
        foreach (var step in door.Steps)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{door.Store},{door.Gateway},{Cell(door.Door)},{step.Start.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{step.CustomersIn},{step.CustomersOut},")
                .Append(CultureInfo.InvariantCulture, $"{step.In},{step.Out},{step.StaffIn},{step.StaffOut},{step.ClosedIn},{step.ClosedOut}\r\n");
        }

        return lines.ToString();
    }

    // A door's name is a gateway's word: quoted, and never a spreadsheet's formula.
    private static string Cell(string text) => $"\"{(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
