using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Events;
using EdgeGateway.Sensing;
using EdgeGateway.Sensing.Nfc;

namespace EdgeGateway.Tests.Benchmarks.Nfc;

/// <summary>From the moment a tag is held to a simulated PN532 on a pseudo-terminal, at its real pace, to the tap in the queue.</summary>
internal sealed class TapBenchmark : IBenchmark
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromMilliseconds(400);

    public string Verb => "nfc-tap";

    public string Summary => "from tag on the reader to tap in the queue, PN532 at 115200 baud on a pseudo-terminal  [--taps 50]";

    public async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var terminal = PseudoTerminal.Open();
        var line = new SimulatedPn532Line(terminal);
        var queue = new SightingQueue(waitingMax: 100);
        var sensor = new Pn532Sensor(
            new NfcReaderOptions { Name = "counter", Port = terminal.FarEnd, Debounce = ShownFor },
            new LinuxHardware(),
            new Enrolment(new PrivacyOptions(), [new ProgrammeOptions { Name = "club", NdefUriPrefixes = ["https://club.example/"] }]));
        var chip = OnAThread(() => line.Run(ending.Token));
        var sensing = OnAThread(() => sensor.Run(queue, ending.Token));
        var milliseconds = new List<double>();
        var random = new Random(1);
        var taps = options.Number("taps", 50);
        for (var i = 0; i < taps; i++)
        {
            await Task.Delay(ShownFor + TimeSpan.FromMilliseconds(random.Next(200)), stopping); // People do not tap in step with the polling.
            var since = Stopwatch.GetTimestamp();
            line.Chip.Present([0x04, 1, 2, 3, 4, 5, (byte)i], [0xD1, 0x01, 0x12, 0x55, 0x04, .. "club.example/4711"u8]);
            while (await queue.Reader.ReadAsync(stopping) is not Tap { Identifier: not null })
            {
            }

            milliseconds.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            line.Chip.Remove();
        }

        await ending.CancelAsync();
        await Task.WhenAll(chip, sensing);
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{taps} taps: p50 {milliseconds[taps / 2]:0} ms, p95 {milliseconds[taps * 95 / 100]:0} ms, longest {milliseconds[^1]:0} ms"));
        return 0;
    }

    private static Task OnAThread(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
