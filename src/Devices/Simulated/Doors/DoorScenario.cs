namespace EdgeGateway.Devices.Simulated;

/// <summary>What happens at a simulated door, over and over.</summary>
public enum DoorScenario
{
    /// <summary>One person at a time, 0.5 to 2 m/s, either way; a tenth push a trolley, a tenth are children.</summary>
    SingleFile,

    /// <summary>Children of 0.95 to 1.35 m alone.</summary>
    Children,

    /// <summary>People with a shopping trolley before them.</summary>
    Trolleys,

    /// <summary>Two people one behind the other, 0.5 to 1 m from back to chest.</summary>
    Following,

    /// <summary>Two people one behind the other, 0.2 to 0.5 m from back to chest.</summary>
    FollowingClosely,

    /// <summary>Two people side by side.</summary>
    Abreast,

    /// <summary>Two to four people, one behind the other or side by side, as friends walk.</summary>
    Groups,

    /// <summary>People who come into the door and go back the way they came.</summary>
    TurningBack,

    /// <summary>People who stand in the door for 5 to 20 s and then go on or back.</summary>
    Loitering,

    /// <summary>A door leaf that opens before a person and closes behind, through the sensor's view.</summary>
    DoorLeaf,

    /// <summary>Two or three people beside each other in a wide door, each at a speed of his own and either way.</summary>
    Crowd,

    /// <summary>A child, and an adult 0.2 to 0.8 m behind it: alike to a trolley and its pusher.</summary>
    ChildAhead,
}
