using EdgeGateway.Mqtt;
using EdgeGateway.Tests.Integration.Mqtt.Listener;

namespace EdgeGateway.Tests.Integration.Mqtt.Client;

/// <summary>A real HTTP proxy for one test that wants a user name and a password.</summary>
internal sealed class Tinyproxy : IAsyncDisposable
{
    private readonly PeerProgram _program;
    private readonly DirectoryInfo _folder;
    private readonly int _port;

    private Tinyproxy(PeerProgram program, DirectoryInfo folder, int port) => (_program, _folder, _port) = (program, folder, port);

    /// <param name="allowed">The only ports that a tunnel may lead to.</param>
    public static async Task<Tinyproxy> StartAsync(params int[] allowed)
    {
        var folder = Directory.CreateTempSubdirectory("tinyproxy-");
        var port = MosquittoBroker.FreePort();
        var config = Path.Combine(folder.FullName, "tinyproxy.conf");
        string[] lines =
        [
            $"Port {port}", "Listen 127.0.0.1", "Timeout 60", "MaxClients 20", "Allow 127.0.0.1", "BasicAuth store s3cret",
            $"LogFile \"{Path.Combine(folder.FullName, "log")}\"", .. allowed.Select(one => $"ConnectPort {one}"),
        ];
        await File.WriteAllLinesAsync(config, lines);
        var proxy = new Tinyproxy(new PeerProgram("tinyproxy", ["-d", "-c", config], "tinyproxy"), folder, port);
        await MosquittoBroker.UntilListeningAsync(port);
        return proxy;
    }

    public MqttProxy As(string? user = "store", string password = "s3cret") =>
        new(new Uri($"http://localhost:{_port}"), user, System.Text.Encoding.UTF8.GetBytes(password));

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
