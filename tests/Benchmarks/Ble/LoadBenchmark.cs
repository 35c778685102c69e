using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Devices.Linux;
using EdgeGateway.Events;
using EdgeGateway.Sensing;

namespace EdgeGateway.Tests.Benchmarks.Ble;

/// <summary>The whole sensor at a shop's rate of advertisements, through a socket of the kernel: how much of a core its thread takes.</summary>
internal sealed class LoadBenchmark : IBenchmark
{
    private const double CoreWanted = 0.05;
    private const int PhoneKeys = 64;
    private const int TagKeys = 1000;
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID

    public string Verb => "ble-load";

    public string Summary => "the sensor's share of a core at --rate 2000 advertisements a second for --seconds 10, without keys, with keys, and with invented addresses";

    public Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var (rate, seconds) = (options.Number("rate", 2000), options.Number("seconds", 10));
        Console.WriteLine($"{"",-58} {"adverts/s",10} {"of a core",10} {"B/advert",9}");
        var good = true;
        foreach (var (name, keys, invented) in new[] { ("strangers, 200 addresses", false, false), ($"the same, {PhoneKeys} phones' and {TagKeys} tags' keys enrolled", true, false), ("an invented resolvable address each time, same keys", true, true) })
        {
            Measure(keys, invented, rate, seconds: 2);
            var (perSecond, core, bytes) = Measure(keys, invented, rate, seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-58} {perSecond,10:0} {core,10:P2} {bytes,9:0.0}"));
            good &= core <= CoreWanted && perSecond > rate * 0.95;
        }

        Console.WriteLine(good ? $"The sensor kept up with at most {CoreWanted:P0} of a core." : $"The sensor fell short: {rate} advertisements a second with at most {CoreWanted:P0} of a core were wanted.");
        return Task.FromResult(good ? 0 : 1);
    }

    private static (double PerSecond, double Core, double Bytes) Measure(bool hasKeys, bool isInvented, int rate, int seconds)
    {
        var hardware = new LoadedHardware();
        var staff = new ProgrammeOptions { Name = "staff", Staff = true, EidClockTolerance = TimeSpan.FromHours(1) };
        var keys = hasKeys ? BeaconKeyFile.Parse(KeyLines(), staff, []) : [];
        var sensor = new BleSensor(new BleSensorOptions { Name = "load", Zone = "shop" }, hardware, new Enrolment(new PrivacyOptions { CountAddresses = true }, [staff], beaconKeys: keys));
        using var stop = new CancellationTokenSource();
        var (busy, bytes) = (TimeSpan.Zero, 0L);
        var thread = new Thread(() =>
        {
            var (from, before) = (ThreadTime(), GC.GetAllocatedBytesForCurrentThread());
            sensor.Run(new SightingQueue(10_000), stop.Token);
            (busy, bytes) = (ThreadTime() - from, GC.GetAllocatedBytesForCurrentThread() - before);
        });
        thread.Start();

        // Its set-up is answered on its own thread, through the same socket; a full one would stop it for ever.
        while (!sensor.Vitals.Health(hardware.Clock.SinceBoot).Reason.StartsWith("scans", StringComparison.Ordinal)) Thread.Sleep(1); // The sensor tells nobody; asking again is the only way.
        var began = Stopwatch.GetTimestamp();
        var sent = Hear(hardware.Radio, rate, seconds, isInvented);
        while (sensor.Vitals.Health(hardware.Clock.SinceBoot).Signals < sent && Stopwatch.GetElapsedTime(began).TotalSeconds < seconds * 2) Thread.Sleep(1); // Likewise.
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        stop.Cancel();
        thread.Join();
        return (sent / took, busy.TotalSeconds / took, (double)bytes / sent);
    }

    // Every millisecond as many as are due, each from its own place in a row of 200 addresses or from one that was never there before.
    private static int Hear(PacketSocketRadio radio, int rate, int seconds, bool isInvented)
    {
        var reports = AdvertisementMix.Make().Select(one => AdvertisementMix.Report(one.Data)).ToArray();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * seconds; i++)
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds * rate < i) Thread.Sleep(1); // The rate is what is being measured.
            var report = reports[i % reports.Length];
            BinaryPrimitives.WriteUInt32LittleEndian(report.AsSpan(7), isInvented ? (uint)i : (uint)(i % 200));
            report[12] = 0x40; // resolvable
            radio.Hear(report);
        }

        return rate * seconds;
    }

    private static string KeyLines() => string.Join(
        '\n',
        Enumerable.Range(0, PhoneKeys).Select(i => $"irk phone-{i} {i:X32}")
            .Concat(Enumerable.Range(0, TagKeys).Select(i => $"eid tag-{i} {i + 1_000_000:X32} exponent=10 epoch=2026-01-01T00:00:00Z")));

    private static TimeSpan ThreadTime() =>
        Libc.GetTime(ThreadProcessorTime, out var time) == 0 ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0) : throw new InvalidOperationException("no thread time");
}
