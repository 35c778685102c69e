using EdgeGateway.Tests.Benchmarks;
using EdgeGateway.Tests.Benchmarks.Ble;
using EdgeGateway.Tests.Benchmarks.Daemon;
using EdgeGateway.Tests.Benchmarks.Doors;
using EdgeGateway.Tests.Benchmarks.Hub;
using EdgeGateway.Tests.Benchmarks.Mqtt;
using EdgeGateway.Tests.Benchmarks.Nfc;
using EdgeGateway.Tests.Benchmarks.Outbox;
using EdgeGateway.Tests.Benchmarks.Visits;

// A new measurement: a class per verb in the folder of its room, and its line here.
IBenchmark[] benchmarks =
[
    new PublishBenchmark(),
    new BurstBenchmark(),
    new PresenceBenchmark(),
    new ThresholdBenchmark(),
    new ListenerBenchmark(),
    new DecodeBenchmark(),
    new LoadBenchmark(),
    new AppendBenchmark(),
    new DrainBenchmark(),
    new OpenBenchmark(),
    new FitBenchmark(),
    new WearBenchmark(),
    new BacklogBenchmark(),
    new OfflineQueueBenchmark(),
    new WriterVerb(),
    new HubIngestBenchmark(),
    new DoorsAccuracyBenchmark(),
    new ThermalCostBenchmark(),
    new StaffExclusionBenchmark(),
    new TapBenchmark(),
    new StartBenchmark(),
    new EdgeToHubBenchmark(),
];

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

var benchmark = benchmarks.FirstOrDefault(candidate => candidate.Verb == args.FirstOrDefault());
if (benchmark is not null) return await benchmark.RunAsync(new BenchmarkOptions(args.AsSpan(1)), interrupted.Token);

Console.Error.WriteLine("dotnet run -c Release --project tests/Benchmarks -- VERB [--option value ...]");
foreach (var candidate in benchmarks) Console.Error.WriteLine($"  {candidate.Verb,-16} {candidate.Summary}");
return 2;
