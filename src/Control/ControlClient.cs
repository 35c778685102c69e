using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Serialization.Metadata;

namespace EdgeGateway.Control;

/// <summary>edgectl's side of the socket.</summary>
public sealed class ControlClient : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private readonly HttpClient http;
    private readonly string socketPath;

    public ControlClient(string socketPath)
    {
        this.socketPath = socketPath;
        http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync })
        {
            BaseAddress = new Uri("http://edge-gateway"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <exception cref="ControlException">The daemon does not run, does not answer, or the socket may not be opened.</exception>
    public async Task<T> AskAsync<T>(string route, JsonTypeInfo<T> type, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(AnswerWithin);
        try
        {
            return await http.GetFromJsonAsync(route, type, limit.Token) ?? throw new ControlException($"the daemon answered {route} with null");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new ControlException($"the daemon did not answer within {AnswerWithin.TotalSeconds:0} s; see `journalctl -u edge-gateway`");
        }
        catch (HttpRequestException failure)
        {
            throw Explain(failure);
        }
    }

    /// <summary>The lines of a streamed answer, as they come.</summary>
    /// <exception cref="ControlException">As for <see cref="AskAsync"/>, and when the daemon goes away.</exception>
    public async IAsyncEnumerable<string> LinesAsync(
        string route, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stopping)
    {
        using var reader = new StreamReader(await OpenAsync(route, stopping));
        while (await ReadLineAsync(reader, stopping) is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Copies a streamed answer as it comes, however long it is.</summary>
    /// <exception cref="ControlException">As for <see cref="AskAsync"/>.</exception>
    public async Task CopyAsync(string route, Stream to, CancellationToken stopping)
    {
        await using var answer = await OpenAsync(route, stopping);
        try
        {
            await answer.CopyToAsync(to, stopping);
        }
        catch (HttpIOException gone)
        {
            throw new ControlException("the daemon has gone away", gone);
        }
    }

    /// <summary>Posts a stream, however long it is, and reads the answer, also that of a refusal.</summary>
    /// <exception cref="ControlException">As for <see cref="AskAsync"/>.</exception>
    public async Task<T> PostAsync<T>(string route, Stream body, JsonTypeInfo<T> type, CancellationToken stopping)
    {
        try
        {
            using var content = new StreamContent(body);
            using var answer = await http.PostAsync(route, content, stopping);
            if (answer.StatusCode is not (System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.UnprocessableEntity))
            {
                throw new ControlException($"the daemon answered {(int)answer.StatusCode}: {(await answer.Content.ReadAsStringAsync(stopping)).Trim()}");
            }

            return await answer.Content.ReadFromJsonAsync(type, stopping) ?? throw new ControlException($"the daemon answered {route} with null");
        }
        catch (HttpRequestException failure)
        {
            throw Explain(failure);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken stopping)
    {
        try
        {
            return await reader.ReadLineAsync(stopping);
        }
        catch (IOException gone)
        {
            throw new ControlException("the daemon has gone away", gone);
        }
    }

    private async Task<Stream> OpenAsync(string route, CancellationToken stopping)
    {
        try
        {
            var answer = await http.GetAsync(route, HttpCompletionOption.ResponseHeadersRead, stopping);
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadAsStreamAsync(stopping);
            }

            using (answer)
            {
                throw new ControlException($"the daemon refuses: {(await answer.Content.ReadAsStringAsync(stopping)).Trim()} ({(int)answer.StatusCode})");
            }
        }
        catch (HttpRequestException failure)
        {
            throw Explain(failure);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stopping)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), stopping);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ControlException Explain(HttpRequestException failure) => failure.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            new($"may not open {socketPath}; run as root or join the group edge-gateway", failure),
        SocketException =>
            new($"no daemon listens on {socketPath}; start it with `systemctl start edge-gateway`, or name its socket with --socket", failure),
        ArgumentException => new($"{socketPath} cannot be a socket: a socket's path has at most 107 characters; name another with --socket", failure),
        _ when failure.StatusCode is { } status => new($"the daemon answered {(int)status}", failure),
        _ => new($"cannot ask the daemon on {socketPath}: {failure.Message}", failure),
    };
}
