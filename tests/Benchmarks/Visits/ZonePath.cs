using EdgeGateway.Events;
using EdgeGateway.Visits;

namespace EdgeGateway.Tests.Benchmarks.Visits;

/// <summary>Where a method believed the beacon to be: the moves it made, in order.</summary>
internal sealed record ZonePath(IReadOnlyList<(TimeSpan At, string? Zone)> Steps)
{
    private static readonly TimeSpan FlapWithin = TimeSpan.FromSeconds(15);

    /// <summary>Changes from one zone to another.</summary>
    public int Moves => Steps.Skip(1).Count(step => step.Zone is not null);

    /// <summary>There and back again within 15 seconds.</summary>
    public int Flaps => Enumerable.Range(2, Math.Max(0, Steps.Count - 2))
        .Count(step => Steps[step].Zone == Steps[step - 2].Zone && Steps[step].At - Steps[step - 1].At < FlapWithin);

    public string? ZoneAt(int second) => Steps.LastOrDefault(step => step.At.TotalSeconds <= second).Zone;

    /// <summary>The receiver with the strongest last advertisement: what a gateway without any filter does.</summary>
    public static ZonePath OfStrongestAdvertisement(RssiTrace trace, TimeSpan freshFor)
    {
        var last = new Dictionary<string, BeaconSighting>();
        var steps = new List<(TimeSpan, string? Zone)>();
        foreach (var heard in trace.Heard)
        {
            last[heard.Zone] = heard;
            var best = last.Values.Where(one => heard.At - one.At <= freshFor).MaxBy(one => one.RssiDbm)!.Zone;
            if (steps.Count == 0 || steps[^1].Zone != best)
            {
                steps.Add((heard.At, best));
            }
        }

        return new ZonePath(steps);
    }

    public static ZonePath OfTracker(RssiTrace trace, VisitOptions options)
    {
        var happenings = new List<Happening>();
        var tracker = new VisitTracker(options, Guid.NewGuid);
        foreach (var heard in trace.Heard)
        {
            tracker.Observe(heard, happenings);
        }

        return new ZonePath([.. happenings.Select(happening => (happening.At, happening.Data switch
        {
            VisitorArrived arrived => arrived.Zone,
            VisitorMoved moved => moved.ToZone,
            _ => null,
        })).Where((_, index) => happenings[index].Data is VisitorArrived or VisitorMoved or VisitorLeft)]);
    }
}
