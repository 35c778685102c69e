using System.Globalization;
using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Benchmarks.Visits;

/// <summary>
/// What the thresholds of arriving and leaving cost: who walks past and is taken for a visitor, who comes in and is not noticed, who stays and is taken for
/// gone. The street is simulated; the gaps are also measured on the recordings.
/// </summary>
internal sealed class ThresholdBenchmark : IBenchmark
{
    private static readonly int[] EnterDbm = [-70, -75, -80, -85];
    private static readonly int[] LeaveDbm = [-85, -90, -95];
    private static readonly int[] LeaveSeconds = [15, 30, 60, 120];

    public string Verb => "presence-thresholds";

    public string Summary => "false arrivals from the street, arrivals missed, stays broken, for the thresholds and their neighbours: --people 1000";

    public Task<int> RunAsync(BenchmarkOptions options, CancellationToken stopping)
    {
        var people = options.Number("people", 1000);
        Print($"{people} people each; enterDbm: walked past 1, 3 and 6 m before the door and taken for visitors; came in and noticed, seconds after the door");
        foreach (var enter in EnterDbm)
        {
            Enter(new VisitOptions { EnterDbm = enter, LeaveDbm = Math.Min(enter - 5, new VisitOptions().LeaveDbm) }, people);
        }

        Print($"stays of 20 minutes at a place within 12 m, {people / 5} people: broken by leaveDbm and leaveAfter; and told gone so long after they went out");
        foreach (var leave in LeaveDbm)
        {
            foreach (var seconds in LeaveSeconds)
            {
                Leave(new VisitOptions { LeaveDbm = leave, LeaveAfter = TimeSpan.FromSeconds(seconds), LeaveAfterDoor = TimeSpan.FromSeconds(Math.Min(30, seconds)) }, people / 5);
            }
        }

        if (Environment.GetEnvironmentVariable("EDGEGATEWAY_DATA") is { Length: > 0 } data)
        {
            Recorded(RssiTrace.ReadAll(data).ToList());
        }

        return Task.FromResult(0);
    }

    private static void Enter(VisitOptions options, int people)
    {
        var past = new[] { 1.0, 3, 6 }.Select(metres => Enumerable.Range(1, people).Count(seed => Arrival(new StreetWalk(seed).Past(metres), options) is not null));
        var delays = Enumerable.Range(1, people)
            .Select(seed => Arrival(new StreetWalk(seed).Inside(new Random(seed).Next(2, 12), TimeSpan.FromSeconds(60)), options)?.TotalSeconds - 10)
            .OfType<double>().Order().ToList();
        var falsely = string.Join("  ", past.Select(count => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / people,5:0.0}%")));
        Print($"  {options.EnterDbm} dBm   {falsely}   {100.0 * delays.Count / people,5:0.0}%  median {At(delays, 0.5):0.0} s, nine of ten {At(delays, 0.9):0.0} s");
    }

    private static void Leave(VisitOptions options, int people)
    {
        var stay = TimeSpan.FromMinutes(20);
        var (broken, came, late) = (0, 0, new List<double>());
        for (var seed = 1; seed <= people; seed++)
        {
            var metres = new Random(seed).Next(2, 12);
            var happenings = Play(new StreetWalk(seed).Inside(metres, stay), options, TimeSpan.FromHours(1));
            var left = happenings.Where(happening => happening.Data is VisitorLeft).ToList();
            came += left.Count > 0 ? 1 : 0;
            broken += left.Count > 1 ? 1 : 0;
            if (left.Count == 1)
            {
                late.Add(left[0].At.TotalSeconds - (10 + (2 * metres / 1.4) + stay.TotalSeconds));
            }
        }

        late.Sort();
        Print($"  {options.LeaveDbm} dBm, {options.LeaveAfter.TotalSeconds,3:0} s   {100.0 * broken / Math.Max(1, came),5:0.0}%   median {At(late, 0.5):0} s");
    }

    // With every receiver, and with each alone: how long nothing is heard that counts as a sign, of somebody who is there all the time.
    private static void Recorded(List<RssiTrace> traces)
    {
        Print($"recorded: seconds without a sign of a beacon that is there, {traces.Sum(trace => trace.Length.TotalMinutes):0} minutes");
        foreach (var leave in LeaveDbm)
        {
            var gaps = traces.SelectMany(trace => Gaps(trace.Heard.Where(heard => heard.RssiDbm >= leave).Select(heard => heard.At.TotalSeconds), trace.Length)).Order().ToList();
            Print($"  {leave} dBm   99 of 100 {At(gaps, 0.99):0.0} s, 999 of 1000 {At(gaps, 0.999):0.0} s, longest {gaps[^1]:0.0} s, over 30 s {gaps.Count(gap => gap > 30)}, over 120 s {gaps.Count(gap => gap > 120)}");
        }
    }

    private static IEnumerable<double> Gaps(IEnumerable<double> signs, TimeSpan length)
    {
        var last = 0.0;
        foreach (var sign in signs.Append(length.TotalSeconds))
        {
            yield return sign - last;
            last = sign;
        }
    }

    private static TimeSpan? Arrival(List<BeaconSighting> heard, VisitOptions options) =>
        Play(heard, options, TimeSpan.Zero).Where(happening => happening.Data is VisitorArrived).Select(happening => (TimeSpan?)happening.At).FirstOrDefault();

    private static List<Happening> Play(List<BeaconSighting> heard, VisitOptions options, TimeSpan until)
    {
        var happenings = new List<Happening>();
        var tracker = new VisitTracker(options, Guid.NewGuid);
        foreach (var sighting in heard)
        {
            tracker.Observe(sighting, happenings);
        }

        tracker.Advance(until, happenings);
        return happenings;
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
