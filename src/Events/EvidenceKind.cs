namespace EdgeGateway.Events;

/// <summary>The kind of sensor that a piece of evidence came from.</summary>
public enum EvidenceKind
{
    Beacon,
    Door,
    Tap,
    Code,
}
