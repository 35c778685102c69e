namespace EdgeGateway.Sensing.Doors;

/// <summary>What a beam pair can find.</summary>
public enum BeamFindingKind
{
    /// <summary>A person went through.</summary>
    Crossing,

    /// <summary>A person came into the beams and turned back.</summary>
    UTurn,

    /// <summary>A beam has been broken for longer than <see cref="BeamPairSettings.BlockedAfter"/>.</summary>
    Blocked,

    /// <summary>Both beams are free again after a blockage.</summary>
    Cleared,

    /// <summary>One beam is broken again and again and the other never: the other sees nothing.</summary>
    OneSided,

    /// <summary>The beam that had seen nothing sees again.</summary>
    TwoSided,
}
