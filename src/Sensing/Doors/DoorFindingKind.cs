namespace EdgeGateway.Sensing.Doors;

/// <summary>What a sensor over a door can find.</summary>
public enum DoorFindingKind
{
    /// <summary>A person went through.</summary>
    Crossing,

    /// <summary>A person passed, and nothing says which way.</summary>
    Passage,

    /// <summary>A person came into the door and turned back.</summary>
    UTurn,

    /// <summary>Something stands in the door and stays: it is part of the room from now on.</summary>
    Blocked,

    /// <summary>What stood there is gone.</summary>
    Cleared,
}
