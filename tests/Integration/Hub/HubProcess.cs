using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeGateway.Tests.Integration.Hub;

/// <summary>The real profile-hub, as a process of its own that can be killed.</summary>
internal sealed partial class HubProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lines = [];

    private HubProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "profile-hub.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Exited += (_, _) => _ready.TrySetResult("");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Http { get; private set; } = new();

    /// <summary>Of the embedded broker; 0 with an external one.</summary>
    public int MqttPort { get; private set; }

    /// <summary>Everything the hub has written.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Starts a hub on ports that the system chooses, and waits until it says that it is ready.</summary>
    public static async Task<HubProcess> StartAsync(string dataFolder, params string[] more)
    {
        var embedded = more.Contains("--broker") ? [] : new[] { "--mqtt-listen", "127.0.0.1:0" };
        var hub = new HubProcess(["--data", dataFolder, "--http", "http://127.0.0.1:0", .. embedded, .. more], null);
        var line = await hub._ready.Task.WaitAsync(Patience);
        Assert.True(line.Length > 0, "the hub did not start; it wrote: " + hub.Output);
        hub.Http = new HttpClient { BaseAddress = new Uri(PagesAddress().Match(line).Groups[1].Value) };
        hub.MqttPort = BrokerPort().Match(line) is { Success: true } port ? int.Parse(port.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return hub;
    }

    /// <summary>Starts a hub that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var hub = new HubProcess(arguments, environment);
        using var late = new CancellationTokenSource(Patience);
        await hub._process.WaitForExitAsync(late.Token);
        return (hub._process.ExitCode, hub.Output);
    }

    public Task<JsonElement> GetAsync(string path) => Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>SIGKILL: nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as systemd sends it; returns the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        using var late = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (line.Contains(" is ready: ", StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }
    }

    [GeneratedRegex(@"pages on (http://\S+?),")]
    private static partial Regex PagesAddress();

    [GeneratedRegex(@"embedded at \S+:(\d+),")]
    private static partial Regex BrokerPort();
}
