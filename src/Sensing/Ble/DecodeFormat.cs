namespace EdgeGateway.Sensing;

/// <summary>What a line of hex is, for the offline decoder.</summary>
public enum DecodeFormat
{
    /// <summary>Advertising data alone.</summary>
    Ad,

    /// <summary>An H4 event packet.</summary>
    Hci,
}
