using System.Globalization;
using EdgeGateway.Tests.Unit.Visits;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Benchmarks.Doors;

/// <summary>How rightly crossings are taken for staff's, on simulated days whose truth is known, and what the thresholds do to it.</summary>
internal sealed class StaffExclusionBenchmark : IBenchmark
{
    // Of two radios up to 60 customers an hour; one radio is shown for what it is.
    private const double PrecisionWanted = 0.85;

    // Thresholds are chosen on the first days; the table is of days that nobody has looked at.
    private const int FirstHeldOutSeed = 1001;

    public string Verb => "staff-exclusion";

    public string Summary => "which crossings are excluded as staff's, on simulated days with known truth  [--days 20] [--sweep 1]";

    public Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var days = options.Number("days", 20);
        if (options.Number("sweep", 0) > 0)
            Sweep(days);
        Print($"{"customers/h, radios, breaks",-44} {"staff",6} {"right",6} {"wrong",6} {"customers",10} {"precision",10} {"recall",8}");
        var worst = 1.0;
        foreach (var perHour in new[] { 20, 60, 200 })
        {
            foreach (var (radios, name) in new (double[], string)[] { ([2], "1 radio"), ([2, 15], "2 radios") })
            {
                foreach (var smokers in new[] { 0, 0.3 })
                {
                    var sum = Sum(days, FirstHeldOutSeed, new VisitOptions(), perHour, radios, smokers);
                    Print($"{$"{perHour}, {name}, {(smokers > 0 ? "30 % of breaks at the door" : "breaks elsewhere")}",-44} {sum.Staff,6} {sum.Right,6} {sum.Wrong,6} {sum.Customers,10} {sum.Precision,10:P1} {sum.Recall,8:P1}");
                    worst = Math.Min(worst, perHour > 60 || radios.Length == 1 ? 1 : sum.Precision);
                }
            }
        }

        return Task.FromResult(worst >= PrecisionWanted ? 0 : 1);
    }

    private static void Sweep(int days)
    {
        Print($"{"here dBm, near dBm, outside s (60/h, 2 radios)",-60} {"precision",10} {"recall",8}");
        foreach (var here in new[] { -80, -85, -90 })
        {
            foreach (var near in new[] { -70, -75 })
            {
                foreach (var outside in new[] { 10, 15, 25 })
                {
                    var options = new VisitOptions { StaffHereDbm = here, StaffNearDbm = near, StaffHeardOutside = TimeSpan.FromSeconds(outside) };
                    var sum = Sum(days, 1, options, 60, [2, 15], 0.1);
                    Print($"{$"{here}, {near}, {outside}",-60} {sum.Precision,10:P1} {sum.Recall,8:P1}");
                }
            }
        }
    }

    private static StaffExclusion Sum(int days, int firstSeed, VisitOptions options, double perHour, double[] radios, double smokers)
    {
        var all = Enumerable.Range(firstSeed, days).Select(seed => StaffExclusion.Of(seed, options, perHour, radios, smokers)).ToList();
        return new StaffExclusion(all.Sum(one => one.Staff), all.Sum(one => one.Right), all.Sum(one => one.Wrong), all.Sum(one => one.Customers));
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
