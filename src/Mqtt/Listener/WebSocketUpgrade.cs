using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace EdgeGateway.Mqtt.Listener;

/// <summary>The server's half of the opening handshake, RFC 6455 section 4.2, for the subprotocol <c>mqtt</c> (MQTT 5.0 chapter 6).</summary>
internal static class WebSocketUpgrade
{
    private const int RequestBytesMax = 8 * 1024;

    private static ReadOnlySpan<byte> EndOfRequest => "\r\n\r\n"u8;

    /// <summary>The bytes inside the WebSocket messages; null when the request was none, after an answer that says so.</summary>
    public static async Task<Stream?> AcceptAsync(Stream connection, CancellationToken stopping)
    {
        if (await ReadRequestAsync(connection, stopping) is not { } request || KeyOf(request) is not { } key)
        {
            await connection.WriteAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stopping);
            return null;
        }

        var answer = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Accept: {AcceptFor(key)}\r\n\r\n";
        await connection.WriteAsync(Encoding.ASCII.GetBytes(answer), stopping);
        var socket = WebSocket.CreateFromStream(connection, new WebSocketCreationOptions { IsServer = true, SubProtocol = "mqtt" });
        return WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: true);
    }

#pragma warning disable CA5350 // SHA-1 is what the handshake asks for; it proves that we speak WebSocket and protects nothing.
    private static string AcceptFor(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private static async Task<string?> ReadRequestAsync(Stream connection, CancellationToken stopping)
    {
        var bytes = new byte[RequestBytesMax];
        var filled = 0;
        while (filled < bytes.Length)
        {
            var read = await connection.ReadAsync(bytes.AsMemory(filled), stopping);
            filled += read;
            var end = bytes.AsSpan(0, filled).IndexOf(EndOfRequest);
            if (read == 0 || (end >= 0 && end + EndOfRequest.Length < filled))
            {
                // Closed, or it speaks before it was answered (section 4.1 forbids that).
                return null;
            }

            if (end >= 0)
            {
                return Encoding.ASCII.GetString(bytes, 0, end);
            }
        }

        return null;
    }

    private static string? KeyOf(string request)
    {
        var lines = request.Split("\r\n");
        var headers = lines.Skip(1)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var isUpgrade = lines[0].StartsWith("GET ", StringComparison.Ordinal)
            && Has(headers["Upgrade"], "websocket")
            && Has(headers["Connection"], "upgrade")
            && Has(headers["Sec-WebSocket-Version"], "13")
            && Has(headers["Sec-WebSocket-Protocol"], "mqtt");
        var key = headers["Sec-WebSocket-Key"].FirstOrDefault();
        return isUpgrade && key is { Length: 24 } ? key : null;
    }

    private static bool Has(IEnumerable<string> values, string token) =>
        values.SelectMany(value => value.Split(',')).Any(value => value.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));
}
