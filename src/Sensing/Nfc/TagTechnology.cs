namespace EdgeGateway.Sensing.Nfc;

/// <summary>How a card talks to a reader.</summary>
public enum TagTechnology
{
    /// <summary>ISO/IEC 14443 type A.</summary>
    TypeA,

    /// <summary>ISO/IEC 14443 type B.</summary>
    TypeB,

    /// <summary>JIS X 6319-4.</summary>
    FeliCa,
}
