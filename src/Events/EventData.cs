using System.Text.Json.Serialization;

namespace EdgeGateway.Events;

/// <summary>
/// The <c>data</c> member of an event. It holds durations relative to the event's <c>time</c> and no wall time of its own,
/// so that an event stamped before the clock was right can be re-timed by its envelope alone.
/// </summary>
public abstract record EventData
{
    /// <summary>CloudEvents type, one of <see cref="EventTypes"/>.</summary>
    [JsonIgnore]
    public string Type => TypeName;

    // Not the public property itself: System.Text.Json would write an overridden property in spite of JsonIgnore on its base.
    internal abstract string TypeName { get; }
}
