namespace EdgeGateway.Visits;

/// <summary>In and out are too far apart.</summary>
/// <param name="Doors">The doors of the store; one of them counts wrong.</param>
/// <param name="Explained">How far apart chance would bring them at most.</param>
public sealed record DriftFinding(IReadOnlyList<string> Doors, int In, int Out, int Days, int Explained)
{
    /// <summary>For example "front: 480 in, 431 out over 3 days, all leaning one way (chance explains a difference of 39); look at …".</summary>
    public string Sentence => FormattableString.Invariant(
        $"{string.Join(", ", Doors)}: {In} in, {Out} out over {Days} days that all lean one way; chance explains a difference of {Explained} at most; look at mounting, aim and dirt of the door sensors, then count with `edgectl doors verify`");
}
