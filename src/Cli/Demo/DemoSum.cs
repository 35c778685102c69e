using System.Globalization;
using System.Text.Json;
using EdgeGateway.Control;

namespace EdgeGateway.Cli.Demo;

/// <summary>The demo's proof: what the gateway produced against what the hub has stored, from the hub's own ledger.</summary>
internal sealed record DemoSum(bool IsComplete, string Sentence)
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until the hub has all that <paramref name="status"/> speaks of, or says what is missing.</summary>
    public static async Task<DemoSum> WaitAsync(Uri page, StatusAnswer status, CancellationToken stopping)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(WaitMax);
        var (produced, stored, missing) = (status.Outbox.NextSequence - 1, 0L, 0L);
        while (!limit.IsCancellationRequested)
        {
            (stored, missing) = await AskAsync(http, new Uri(page, "v1/completeness"), status, stopping);
            if (stored >= produced && missing == 0)
            {
                return new DemoSum(true, Text($"[bold green]The script has ended. The hub has every event: 1 to {produced}, none missing.[/]"));
            }

            await Task.Delay(LookEvery, stopping);
        }

        return new DemoSum(false, Text($"[bold red]The gateway produced {produced} events; the hub has {stored} and misses {missing}.[/]"));
    }

    private static async Task<(long Stored, long Missing)> AskAsync(HttpClient http, Uri completeness, StatusAnswer status, CancellationToken stopping)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(completeness, stopping));
        var epochs = answer.RootElement.GetProperty("gateways").EnumerateArray()
            .Where(gateway => gateway.GetProperty("store").GetString() == status.Store && gateway.GetProperty("gateway").GetString() == status.Gateway)
            .SelectMany(gateway => gateway.GetProperty("epochs").EnumerateArray())
            .Where(epoch => epoch.GetProperty("epoch").GetGuid() == status.Outbox.Epoch)
            .ToList();
        return (epochs.Sum(epoch => epoch.GetProperty("stored").GetInt64()), epochs.Sum(epoch => epoch.GetProperty("missing").GetInt64()));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
