using EdgeGateway.Events;

namespace EdgeGateway.Daemon.Work;

/// <summary>The disk as the hub and the technician see it: one line among the sensors, because a gateway that cannot store is as ill as a blind one.</summary>
internal static class OutboxHealth
{
    public const string Name = "outbox";

    /// <param name="problem">The outbox's sentence: what is wrong; what would help. Empty while nothing is.</param>
    public static SensorHealth Of(string problem, int held)
    {
        var at = problem.IndexOf("; ", StringComparison.Ordinal);
        return problem.Length == 0
            ? new SensorHealth(Name, Name, SensorCondition.Working, "events are stored on disk", "", 0)
            : new SensorHealth(
                Name, Name, SensorCondition.Failed,
                at < 0 ? problem : problem[..at],
                $"{(at < 0 ? "see `edgectl outbox`" : problem[(at + 2)..])}{(held > 0 ? $"; {held} events are held in memory" : "")}", 0);
    }
}
