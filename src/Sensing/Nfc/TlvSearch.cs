namespace EdgeGateway.Sensing.Nfc;

/// <summary>What a look for the NDEF message in a tag's memory came to.</summary>
public enum TlvSearch
{
    Found,

    /// <summary>There is no message on the tag.</summary>
    None,

    /// <summary>More of the memory must be read.</summary>
    NeedsMore,
}
