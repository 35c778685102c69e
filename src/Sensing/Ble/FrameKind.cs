namespace EdgeGateway.Sensing;

/// <summary>What a beacon's AD structure can be.</summary>
public enum FrameKind : byte
{
    /// <summary>Nothing that this gateway reads.</summary>
    None,
    IBeacon,
    AltBeacon,
    EddystoneUid,
    EddystoneUrl,
    EddystoneTlm,

    /// <summary>TLM encrypted for the owner of an ephemeral id.</summary>
    EddystoneEtlm,

    /// <summary>An ephemeral id.</summary>
    EddystoneEid,

    /// <summary>BTHome version 2: a sensor's measurements.</summary>
    BtHome,
}
