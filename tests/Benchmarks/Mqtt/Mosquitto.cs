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
    public static Task<Mosquitto> StartAsync(CancellationToken stopping, string setting = "") =>
        StartAsync(Directory.CreateTempSubdirectory("mosquitto-").FullName, "persistence false\n" + setting, stopping);

    /// <summary>One that writes its queue to <paramref name="folder"/>: every half hour and when it ends, unless the setting says otherwise.</summary>
    public static Task<Mosquitto> StartPersistentAsync(string folder, string setting, CancellationToken stopping) =>
        StartAsync(folder, $"persistence true\npersistence_location {folder}/\nmax_queued_messages 0\nuser root\n{setting}", stopping);

    private static async Task<Mosquitto> StartAsync(string folder, string settings, CancellationToken stopping)
    {
        var port = FreePort();
        var config = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(
            config,
            string.Create(CultureInfo.InvariantCulture, $"listener {port} 127.0.0.1\nallow_anonymous true\nmax_inflight_messages 0\nlog_type none\n{settings}\n"),
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

    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>As a power cut would end it; its folder stays.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
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
