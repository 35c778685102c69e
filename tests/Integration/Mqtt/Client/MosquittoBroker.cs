using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EdgeGateway.Mqtt;
using EdgeGateway.Tests.Integration.Mqtt.Listener;
using EdgeGateway.Tests.Lab.Chain;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>A real mosquitto for one test, on a port that the system chose.</summary>
internal sealed class MosquittoBroker : IAsyncDisposable
{
    private readonly PeerProgram _program;
    private readonly DirectoryInfo _folder;

    private MosquittoBroker(PeerProgram program, DirectoryInfo folder, int port)
    {
        _program = program;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>For clients of which each has its own name.</summary>
    public MqttClientOptions Options(string clientId) => new() { Server = new Uri($"mqtt://127.0.0.1:{Port}"), ClientId = clientId };

    /// <param name="lines">Further lines of its configuration, behind the listener.</param>
    /// <param name="files">Files by name; a line names one as {folder}/name.</param>
    /// <param name="at">A port to come back on; otherwise a free one.</param>
    public static async Task<MosquittoBroker> StartAsync(string lines = "allow_anonymous true", Dictionary<string, string>? files = null, int? at = null)
    {
        var folder = Directory.CreateTempSubdirectory("mosquitto-");
        foreach (var (name, content) in files ?? []) await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), content);
        var port = at ?? FreePort();
        var config = Path.Combine(folder.FullName, "mosquitto.conf");
        var text = $"log_type none\npersistence false\nlistener {port} 127.0.0.1\n" + lines.Replace("{folder}", folder.FullName, StringComparison.Ordinal) + "\n";
        await File.WriteAllTextAsync(config, text);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // Started by root, mosquitto becomes its own user and then reads the files.
            File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        var broker = new MosquittoBroker(new PeerProgram("mosquitto", ["-c", config], "mosquitto"), folder, port);
        await UntilListeningAsync(port);
        return broker;
    }

    public async Task<(MqttClient Client, RecordingReceiver Owner, MqttConnection Answer)> ConnectAsync(
        string clientId, Func<MqttClientOptions, MqttClientOptions>? change = null)
    {
        var client = new MqttClient();
        var owner = new RecordingReceiver();
        var options = Options(clientId);
        var answer = await client.ConnectAsync(change?.Invoke(options) ?? options, owner, CancellationToken.None);
        return (client, owner, answer);
    }

    public void Kill() => _program.Kill();

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static int FreePort() => FreePorts.Next();

    public static async Task UntilListeningAsync(int port)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(20); // Another process tells nobody when it listens.
            }
        }
    }
}
