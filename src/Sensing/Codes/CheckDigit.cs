namespace EdgeGateway.Sensing.Codes;

/// <summary>How the last digit of a loyalty number proves the others.</summary>
public enum CheckDigit
{
    None,

    /// <summary>GS1: EAN, UPC, GTIN (GS1 General Specifications, section 7.9).</summary>
    Gs1,

    /// <summary>ISO/IEC 7812-1 annex B: cards and most loyalty programmes.</summary>
    Luhn,
}
