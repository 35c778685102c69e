using EdgeGateway.Tests.Benchmarks;
using EdgeGateway.Tests.Lab;
using EdgeGateway.Tests.Lab.CrashStates;
using EdgeGateway.Tests.Lab.Guest;
using EdgeGateway.Tests.Lab.PowerCuts;
using EdgeGateway.Tests.Lab.Trouble;

// A new experiment: a class per verb in a folder of its own, and its line here.
IExperiment[] experiments =
[
    new PowerCutExperiment(),
    new CrashStateExperiment(),
    new ProcessKills(),
    new BrokerKills(),
    new HubKills(),
    new LinkCuts(),
    new DiskFull(),
    new ClockJumps(),
];

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

// Not an experiment: what runs inside the virtual Pi.
if (args is ["guest", .. var rest]) return await GuestProgram.RunAsync(rest, interrupted.Token);

if (args is ["all", ..]) return await new AllExperiments(experiments).RunAsync(new BenchmarkOptions(args.AsSpan(1)), interrupted.Token);

var experiment = experiments.FirstOrDefault(candidate => candidate.Verb == args.FirstOrDefault());
if (experiment is not null) return (int)await Report.OfAsync(experiment, new BenchmarkOptions(args.AsSpan(1)), interrupted.Token);

Console.Error.WriteLine("dotnet run --project tests/Lab -- VERB [--option value ...]");
foreach (var candidate in experiments) Console.Error.WriteLine($"  {candidate.Verb,-16} {candidate.Summary}");
Console.Error.WriteLine($"  {"all",-16} something of everything, for a build server: --minutes 7 --seed 1");
return 2;
