using System.Diagnostics;
using System.Globalization;
using EdgeGateway.Devices.Simulated;
using EdgeGateway.Sensing.Doors;
using EdgeGateway.Tests.Unit.Sensing.Doors;

namespace EdgeGateway.Tests.Benchmarks.Doors;

/// <summary>How rightly a beam pair counts simulated people whose ways are known, beside the simplest thing that could count them.</summary>
internal sealed class DoorsAccuracyBenchmark : IBenchmark
{
    private const double Wanted = 0.99;

    public string Verb => "doors-accuracy";

    public string Summary =>
        "door counts of simulated people against their true ways  [--kind beams|tof|amg8833|mlx90640|wide] [--people 5000] [--seeds 5] [--first-seed N] [--scenarios SingleFile,…]";

    public Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var (people, seeds) = (options.Number("people", 5000), options.Number("seeds", 5));
        var kind = options.Text("kind", "");
        var scenarios = options.Text("scenarios", string.Join(',', Enum.GetNames<DoorScenario>())).Split(',').Select(Enum.Parse<DoorScenario>).ToHashSet();
        var isGood = true;
        if (kind is "" or "beams")
            isGood &= Beams(people, seeds);
        if (kind is "" or "tof")
            isGood &= OverheadTable.Print("VL53L1X", OverheadAccuracy.Tof, people, scenarios, wanted: 0.98, mustIgnoreTurning: true, options.Number("first-seed", OverheadTable.TofSeed));
        if (kind is "" or "amg8833")
            isGood &= OverheadTable.Print("AMG8833", OverheadAccuracy.Amg8833, people, scenarios, wanted: 0.97, mustIgnoreTurning: true);
        if (kind is "" or "mlx90640")
            isGood &= OverheadTable.Print("MLX90640", OverheadAccuracy.Mlx90640, people, scenarios, wanted: 0.97, mustIgnoreTurning: true);
        if (kind is "" or "wide")
            isGood &= WideDoorTable.Print(people, scenarios);
        return Task.FromResult(isGood ? 0 : 1);
    }

    private static bool Beams(int people, int seeds)
    {
        Print($"{"people",-34} {"counter",-12} {"n",7} {"missed",7} {"extra",6} {"wrong way",10} {"accuracy",9}");
        var isGood = true;
        foreach (var followers in new[] { false, true })
        {
            var what = followers ? "20 % followed at 20 to 60 cm" : "one by one";
            isGood &= Row(what, "beam pair", people, seeds, followers, DoorAccuracy.Findings) >= Wanted;
            Row(what, "first beam", people, seeds, followers, FirstBeamCounter.Count);
        }

        isGood &= UTurns("beam pair", people / 5, seeds, DoorAccuracy.Findings) == 0;
        UTurns("first beam", people / 5, seeds, FirstBeamCounter.Count);
        PrintCost();
        return isGood;
    }

    private static double Row(string what, string name, int people, int seeds, bool followers, DoorAccuracy.Counter counter)
    {
        var runs = Enumerable.Range(1, seeds).Select(seed => DoorAccuracy.OfCrossings(seed, people, followers, counter)).ToList();
        var total = new DoorAccuracy(
            runs.Sum(run => run.Crossings), runs.Sum(run => run.Missed), runs.Sum(run => run.Extra), runs.Sum(run => run.WrongWay),
            runs.Sum(run => run.SureAndWrong), runs.Sum(run => run.Sure));
        Print($"{what,-34} {name,-12} {total.Crossings,7} {total.Missed,7} {total.Extra,6} {total.WrongWay,10} {total.Share,9:0.00%}");
        if (total.Sure < total.Crossings)
            Print($"  counted with confidence 0.9 or more: {total.Sure}, of these wrong: {total.SureAndWrong}");
        return total.Share;
    }

    private static int UTurns(string name, int turns, int seeds, DoorAccuracy.Counter counter)
    {
        var runs = Enumerable.Range(1, seeds).Select(seed => DoorAccuracy.OfUTurns(seed, turns, counter)).ToList();
        Print($"{"all of whom turn back",-34} {name,-12} {turns * seeds,7} {"",7} {runs.Sum(run => run.FalseCounts),6} {"",10} {"",9}  noticed as U-turns: {runs.Sum(run => run.Noticed)}");
        return runs.Sum(run => run.FalseCounts);
    }

    private static void PrintCost()
    {
        const int Passages = 500_000;
        var pair = new BeamPair(new BeamPairSettings());
        var (since, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < Passages; i++)
        {
            pair.Observe(BeamLine.Outer, active: true, TimeSpan.FromSeconds(i));
            pair.Observe(BeamLine.Inner, active: true, TimeSpan.FromSeconds(i + 0.08));
            pair.Observe(BeamLine.Outer, active: false, TimeSpan.FromSeconds(i + 0.25));
            pair.Observe(BeamLine.Inner, active: false, TimeSpan.FromSeconds(i + 0.33));
        }

        var nanoseconds = Stopwatch.GetElapsedTime(since).TotalNanoseconds / (4 * Passages);
        Print($"cost of an edge: {nanoseconds:0} ns, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / (4 * Passages)} bytes");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
