namespace EdgeGateway.Sensing.Doors;

/// <summary>What one sensor found near a seam, while its neighbour may still find the same.</summary>
/// <param name="place">Who found it.</param>
/// <param name="metres">Where along the door; null where the sensor does not know.</param>
/// <param name="isAtEdge">At the edge of the sensor's view, so further out in truth.</param>
/// <param name="toldAt">When its sensor told it, which is later than it happened.</param>
internal sealed class SeamFinding(int place, DoorFinding finding, double? metres, bool isAtEdge, TimeSpan toldAt)
{
    public int Place => place;

    public DoorFinding Finding => finding;

    public double? Metres => metres;

    public bool IsAtEdge => isAtEdge;

    public TimeSpan ToldAt => toldAt;

    /// <summary>It is out, and remembered for a neighbour that finds the same a little later.</summary>
    public bool IsTold { get; set; }

    /// <summary>The neighbour's finding of the same person is known.</summary>
    public bool IsMatched { get; set; }

    /// <summary>One of two. A crossing is more than a turn: under the edge of a view half a crossing looks like one.</summary>
    /// <param name="share">1, or less when only time says that the two are one.</param>
    public DoorFinding With(SeamFinding other, double share) => finding.Kind != other.Finding.Kind
        ? finding.Kind == DoorFindingKind.Crossing ? finding : other.Finding
        : finding with { Confidence = share * (1 - ((1 - finding.Confidence) * (1 - other.Finding.Confidence))) };
}
