using System.IO.Pipelines;
using System.Text.Json;
using EdgeGateway.Hub.Arrivals;
using Microsoft.AspNetCore.Http;

namespace EdgeGateway.Tests.Unit.Hub;

/// <summary>A page that watches the stream, without a network in between.</summary>
internal sealed class StreamedPage : IDisposable
{
    private readonly CancellationTokenSource _closed;
    private readonly StreamReader _lines;

    public StreamedPage(ArrivalStream stream, string? lastId, CancellationToken late)
    {
        _closed = CancellationTokenSource.CreateLinkedTokenSource(late);
        var pipe = new Pipe();
        var context = new DefaultHttpContext();
        context.Response.Body = pipe.Writer.AsStream();
        if (lastId is not null)
        {
            context.Request.Headers["Last-Event-ID"] = lastId;
        }

        _lines = new StreamReader(pipe.Reader.AsStream());
        _ = stream.ServeAsync(context, null, _closed.Token);
    }

    /// <summary>The next cards, each with the id of its event.</summary>
    public async Task<IReadOnlyList<(string Id, string Zone)>> ReadAsync(int count)
    {
        var (id, cards) = ("", new List<(string, string)>());
        while (cards.Count < count && await _lines.ReadLineAsync(_closed.Token) is { } line)
        {
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                using var card = JsonDocument.Parse(line[6..]);
                cards.Add((id, card.RootElement.GetProperty("zone").GetString()!));
            }
        }

        return cards;
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
        _lines.Dispose();
    }
}
