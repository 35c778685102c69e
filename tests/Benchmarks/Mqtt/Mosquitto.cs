using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>A mosquitto of our own on a port that the system chose, without limits and without persistence.</summary>
internal sealed class Mosquitto : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _folder;

    private Mosquitto(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <exception cref="InvalidOperationException">There is no mosquitto; the message says what to install.</exception>
    public static async Task<Mosquitto> StartAsync(CancellationToken stopping, string setting = "")
    {
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("mosquitto-").FullName;
        var config = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(
            config,
            string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\nlog_type none\npersistence false\n{setting}\n"),
            stopping);
        var process = Start(config);
        var started = Stopwatch.GetTimestamp();
        while (!IsListening(port))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > StartPatience)
                throw new InvalidOperationException($"mosquitto did not listen on port {port} within {StartPatience.TotalSeconds} s.");

            await Task.Delay(20, stopping); // Another process tells nobody when it listens.
        }

        return new Mosquitto(process, folder, port);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Process Start(string config)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("mosquitto", ["-c", config]))!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("mosquitto cannot be started; install the package mosquitto.", missing);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool IsListening(int port)
    {
        try
        {
            using var probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
