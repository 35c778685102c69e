using System.Diagnostics;
using System.Globalization;
using System.Net;
using EdgeGateway.Mqtt.Listener;

namespace EdgeGateway.Tests.Benchmarks.Mqtt;

/// <summary>The embedded broker in a process of its own, so that its CPU time and memory are its alone.</summary>
internal sealed class ListenerProcess : IDisposable
{
    private readonly Process _process;

    private ListenerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public long WorkingSetBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts this program again, with <c>--serve 1</c>.</summary>
    public static async Task<ListenerProcess> StartAsync(CancellationToken stopping)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["mqtt-listener", "--serve", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(stopping);
        return new ListenerProcess(process, int.Parse(line!, CultureInfo.InvariantCulture));
    }

    /// <summary>The other side: serves until the parent closes our input.</summary>
    public static async Task<int> ServeAsync(CancellationToken stopping)
    {
        await using var listener = new MqttListener(new MqttListenerOptions
        {
            AllowAnonymous = true,
            Endpoints = [new MqttListenerEndpoint(new IPEndPoint(IPAddress.Loopback, 0))],
        });
        await listener.StartAsync(stopping);
        Console.WriteLine(listener.LocalEndpoints[0].Port);
        await Console.In.ReadToEndAsync(stopping);
        return 0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
