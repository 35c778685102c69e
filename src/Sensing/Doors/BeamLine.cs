namespace EdgeGateway.Sensing.Doors;

/// <summary>One beam of a pair.</summary>
public enum BeamLine
{
    /// <summary>The beam on the street's side.</summary>
    Outer,

    /// <summary>The beam on the store's side.</summary>
    Inner,
}
