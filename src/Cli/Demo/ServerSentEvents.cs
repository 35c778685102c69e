using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EdgeGateway.Cli.Demo;

/// <summary>The hub's arrival cards as they come; reconnects by itself, as a browser would.</summary>
internal static class ServerSentEvents
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(200);

    public static async IAsyncEnumerable<JsonElement> ReadAsync(Uri stream, [EnumeratorCancellation] CancellationToken stopping)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        while (!stopping.IsCancellationRequested)
        {
            if (await OpenAsync(http, stream, stopping) is { } body)
            {
                await foreach (var card in SseParser.Create(body).EnumerateAsync(stopping))
                {
                    yield return JsonElement.Parse(card.Data);
                }
            }

            await Task.Delay(RetryAfter, stopping);
        }
    }

    private static async Task<Stream?> OpenAsync(HttpClient http, Uri stream, CancellationToken stopping)
    {
        try
        {
            return await http.GetStreamAsync(stream, stopping);
        }
        catch (HttpRequestException)
        {
            // The hub is still starting.
            return null;
        }
    }
}
