namespace EdgeGateway.Devices.Simulated;

/// <summary>How fast a capture is played.</summary>
public enum BtsnoopPacing
{
    /// <summary>With the pauses of the recording.</summary>
    AsRecorded,

    /// <summary>Without pauses; each packet is stamped with the time of its reading.</summary>
    AsFastAsPossible,
}
