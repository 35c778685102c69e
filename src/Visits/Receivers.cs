using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>Which receivers are blind: a visitor is not gone because the radio is.</summary>
internal sealed class Receivers(VisitOptions options)
{
    private readonly Dictionary<string, (TimeSpan? BlindSince, TimeSpan WorksSince)> states = [];

    public void Note(SensorReport report)
    {
        var (blindSince, worksSince) = states.GetValueOrDefault(report.Sensor);
        states[report.Sensor] = report.Condition == SensorCondition.Working
            ? (null, blindSince is null ? worksSince : report.At)
            : (blindSince ?? report.At, worksSince);
    }

    /// <summary>Until when a visitor last heard by <paramref name="receiver"/> is still taken to be there.</summary>
    public TimeSpan HeldUntil(string receiver, TimeSpan lastSign)
    {
        var heldUntil = lastSign + options.LeaveAfter;
        if (!states.TryGetValue(receiver, out var state))
        {
            return heldUntil;
        }

        var held = state.BlindSince is { } since ? since + options.BlindHoldMax
            : state.WorksSince > lastSign ? state.WorksSince + options.LeaveAfter
            : heldUntil;
        return held > heldUntil ? held : heldUntil;
    }
}
