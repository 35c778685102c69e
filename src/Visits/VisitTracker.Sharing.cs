using EdgeGateway.Events;

namespace EdgeGateway.Visits;

// Two gateways of one store hear the same visitor: each tells how strongly, and the hub knows where the visitor is.
public sealed partial class VisitTracker
{
    // One entry per visit that a receiver hears; its beat begins with the first sign, so that the hub can compare from the start.
    private readonly PriorityQueue<(Visitor Visitor, Visit Visit), (TimeSpan At, long Ordinal)> words = new();

    private void TellFrom(Visitor visitor, Visit visit, TimeSpan at)
    {
        if (options.SharesStore && visit.Words is null)
        {
            visit.Words = new HeardPace();
            words.Enqueue((visitor, visit), (at, visitor.Ordinal));
        }
    }

    private void Tell(ICollection<Happening> happenings)
    {
        words.TryDequeue(out var told, out var beat);
        var (visitor, visit) = told;
        if (visitor.Visit != visit)
        {
            return;
        }

        var dbm = visitor.BestDbm(beat.At, options);
        if (visit.Words!.Passes(dbm, beat.At, options))
        {
            happenings.Add(new Happening(
                beat.At, visit.Subject, new VisitorHeard(visit.Id, visit.Zone, dbm is { } heard ? Math.Round(heard, 1) : null)));
        }

        words.Enqueue(told, (beat.At + options.HeardEvery, visitor.Ordinal));
    }

    private static TimeSpan Earlier<T>(PriorityQueue<T, (TimeSpan At, long Ordinal)> queue, TimeSpan than) =>
        queue.TryPeek(out _, out var first) && first.At < than ? first.At : than;
}
