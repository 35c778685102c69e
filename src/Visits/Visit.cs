using EdgeGateway.Events;

namespace EdgeGateway.Visits;

/// <summary>A visit under way.</summary>
internal sealed class Visit(Guid id, string zone, TimeSpan arrivedAt, TimeSpan appearedAt)
{
    public Guid Id => id;

    /// <summary>CloudEvents subject: the visit's own id, never the visitor's.</summary>
    public string Subject { get; } = $"visits/{id}";

    public string Zone { get; set; } = zone;

    public TimeSpan ArrivedAt { get; } = arrivedAt;

    /// <summary>When the evidence for the arrival began: what a crossing is compared with.</summary>
    public TimeSpan AppearedAt => appearedAt;

    /// <summary>The last sign of the visitor inside.</summary>
    public TimeSpan LastSign { get; private set; } = arrivedAt;

    /// <summary>The receiver that gave the last sign; null while only a tap or a code has.</summary>
    public string? LastReceiver { get; private set; }

    /// <summary>A tap has said where the visitor stands; the radio is not asked before this.</summary>
    public TimeSpan ZoneHeldUntil { get; set; }

    /// <summary>A crossing inwards already belongs to this visit.</summary>
    public bool CameThroughDoor { get; set; }

    /// <summary>What the hub was told of the visitor's strength; null while nothing is to be told.</summary>
    public HeardPace? Words { get; set; }

    public EvidenceList Evidence { get; } = new();

    public void Sign(TimeSpan at, string? receiver = null)
    {
        LastSign = at > LastSign ? at : LastSign;
        LastReceiver = receiver ?? LastReceiver;
    }

    public void NoteDoor(DoorCrossing crossing, TimeSpan apart, TimeSpan window)
    {
        CameThroughDoor |= crossing.Direction == Direction.In;
        Evidence.Note(
            EvidenceKind.Door, crossing.Sensor, crossing.At, Confidence.OfDoor(crossing.Confidence, apart, window), direction: crossing.Direction);
    }
}
