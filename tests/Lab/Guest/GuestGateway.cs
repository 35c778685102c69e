using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Tests.Lab.Chain;
using EdgeGateway.Tests.Lab.Machine;

namespace EdgeGateway.Tests.Lab.Guest;

/// <summary>The complete edge-gateway in the guest: a process of its own, started as systemd would, on a simulated store.</summary>
internal sealed class GuestGateway(ControlLine line) : IDisposable
{
    private const string Script = "/tmp/day.jsonl";
    private const string Published = $"/app/{VirtualPi.PublishedGateway}/edge-gateway";

    // The sentence in its log that says that the first event of this life is on the disk.
    private const string FirstEvent = "first event on disk ";

    private readonly TaskCompletionSource accepting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;

    /// <summary>Runs it once on a disk in memory, so that the saved machine has its files in the page cache.</summary>
    public static async Task WarmUpAsync(ControlLine line, CancellationToken stopping)
    {
        await File.WriteAllLinesAsync(Script, LongDay.Lines(), stopping);
        using var trial = new GuestGateway(line);
        trial.Start("/tmp/warm-up/outbox.db", brokerPort: 9, isBlind: false);
        await trial.accepting.Task.WaitAsync(stopping);
        await Task.Delay(TimeSpan.FromSeconds(3), stopping); // nobody tells when it has everything that it needs for its work
        trial.Dispose();
        Directory.Delete("/tmp/warm-up", recursive: true);
    }

    public void Start(string outbox, int brokerPort, bool isBlind)
    {
        string[] settings =
        [
            $"outbox.path={outbox}", "control.socket=/tmp/control.sock", "uplink.retryMax=00:00:01", "uplink.resendAfter=00:00:05",
            string.Create(CultureInfo.InvariantCulture, $"uplink.servers=[\"mqtt://10.0.2.2:{brokerPort}\"]"),
            .. isBlind ? (string[])["sensors.ble=[]", "sensors.doors=[]", "sensors.nfc=[]"] : [],
        ];
        var isPublished = File.Exists(Published);
        process = Process.Start(new ProcessStartInfo(
            isPublished ? Published : "dotnet",
            [
                .. isPublished ? (string[])[] : ["/app/edge-gateway.dll"],
                "--simulate", Script, "--speed", "60", .. settings.SelectMany(setting => (string[])["--set", setting]),
            ])
        {
            RedirectStandardOutput = true,
        })!;
        process.OutputDataReceived += (_, said) => Hear(said.Data);
        process.BeginOutputReadLine();
    }

    public void Dispose()
    {
        process?.Kill();
        process?.WaitForExit();
        process?.Dispose();
        process = null;
    }

    private void Hear(string? said)
    {
        if (said is null)
        {
            return;
        }

        if (said.Contains(FirstEvent, StringComparison.Ordinal))
        {
            accepting.TrySetResult();
        }

        var at = said.IndexOf(FirstEvent, StringComparison.Ordinal);
        line.Say(at < 0 ? $"log {said}" : $"accepting {said[(at + FirstEvent.Length)..].Split(' ')[0]}");
    }
}
