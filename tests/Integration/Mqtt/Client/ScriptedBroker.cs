using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt;
using EdgeGateway.Mqtt.Packets;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>A broker that says exactly what a test writes down, right or wrong.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    public const string Connack = "20 03 00 00 00";
    public const string ConnackWithSession = "20 03 01 00 00";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _peer;

    public ScriptedBroker() => _listener.Start();

    public MqttClientOptions Options => new()
    {
        Server = new Uri($"mqtt://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"),
        ClientId = "gw",
        ConnectTimeout = Patience,
    };

    /// <summary>Takes the next connection and its CONNECT, and answers.</summary>
    public async Task AcceptAsync(string answer)
    {
        _peer?.Dispose();
        _peer = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        Assert.Equal(PacketType.Connect, (await ReadAsync()).Type);
        await SendAsync(answer);
    }

    public async Task SendAsync(string hex) =>
        await _peer!.SendAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    /// <summary>The next packet of the client, and all its bytes as text.</summary>
    public async Task<(PacketType Type, string Hex)> ReadAsync()
    {
        var bytes = new byte[64 * 1024];
        for (var count = 0; ; count++)
        {
            if (Whole(bytes.AsSpan(0, count), out var header)) return (header.Type, Convert.ToHexString(bytes.AsSpan(0, count)));
            if (await _peer!.ReceiveAsync(bytes.AsMemory(count, 1)).AsTask().WaitAsync(Patience) == 0)
                throw new IOException("The client has closed.");
        }
    }

    public async Task<string> ReadHexAsync() => (await ReadAsync()).Hex;

    /// <summary>True when the client has closed its side.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await _peer!.ReceiveAsync(new byte[1]).WaitAsync(Patience) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Hangup()
    {
        _peer?.Dispose();
        _peer = null;
    }

    public void Dispose()
    {
        Hangup();
        _listener.Dispose();
    }

    private static bool Whole(ReadOnlySpan<byte> bytes, out FrameHeader header) =>
        FrameHeader.Split(ref bytes, int.MaxValue, out header, out _, out _) == FrameStatus.Complete;
}
